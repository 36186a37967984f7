package io.assay.core.verdict;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The distribution of Δ over draws: each draws the data of every arm at once, so that arms stay paired, and one value for
 * each input. Quantiles are order statistics (type 1 of Hyndman and Fan 1996), which stay defined where a break-even or a
 * payback is infinite.
 */
public final class MonteCarlo {
    /** B. */
    public static final int DRAWS = 4_000;

    /** One draw of the data: a refit, resampled groups and rare cells are the supplier's. */
    @FunctionalInterface
    public interface CaseDraws {
        /** @return means of every compared arm, by name, all from the same draw */
        Map<String, CaseMeans> draw(long seed);
    }

    /** The arms that are compared. */
    public record Arms(Arm alternative, Arm tuned, Arm inForce) {

        /** The alternative is in force while the tuned model is made. */
        public static Arms of(Arm alternative, Arm tuned) {
            return new Arms(alternative, tuned, alternative);
        }

        /** @throws IllegalArgumentException naming an arm that has no means */
        public Comparison compare(Map<String, CaseMeans> means, Values values) {
            return new Comparison(
                    measured(alternative, means), measured(tuned, means), measured(inForce, means), values);
        }

        private static MeasuredArm measured(Arm arm, Map<String, CaseMeans> means) {
            CaseMeans own = means.get(arm.name());
            if (own == null) {
                throw new IllegalArgumentException("no means of " + arm.name());
            }
            return new MeasuredArm(arm, own);
        }
    }

    private final Arms arms;
    private final List<Map<String, CaseMeans>> data;
    private final List<Values> values;
    private final double[] deltas;
    private final double[] savings;
    private final double[] paybacks;
    private final double[] breakEvens;
    private final double dataVariance;
    private final double inputVariance;

    private MonteCarlo(
            Arms arms,
            List<Map<String, CaseMeans>> data,
            List<Values> values,
            Map<String, CaseMeans> measured,
            Inputs inputs) {
        this.arms = arms;
        this.data = data;
        this.values = values;
        List<Comparison> all = IntStream.range(0, data.size())
                .mapToObj(i -> arms.compare(data.get(i), values.get(i)))
                .toList();
        deltas = sorted(all, Comparison::delta);
        savings = sorted(all, Comparison::monthlySaving);
        paybacks = sorted(all, MonteCarlo::payback);
        breakEvens = sorted(all, comparison -> comparison.breakEven().casesPerMonth());
        Values likely = inputs.likely();
        dataVariance = variance(data.stream().map(means -> arms.compare(means, likely)));
        inputVariance = inputs.haveRanges() ? variance(values.stream().map(drawn -> arms.compare(measured, drawn))) : 0;
    }

    /**
     * @param measured means on the whole test part
     * @param draws    at least 2
     * @param seed     the same seed gives the same draws
     */
    public static MonteCarlo run(
            Arms arms, Inputs inputs, Map<String, CaseMeans> measured, CaseDraws caseDraws, int draws, long seed) {
        if (draws < 2) {
            throw new IllegalArgumentException("fewer than 2 draws: " + draws);
        }
        SplittableRandom seeds = new SplittableRandom(seed);
        long[] ofData = seeds.longs(draws).toArray();
        long[] ofInputs = seeds.longs(draws).toArray();
        return new MonteCarlo(
                arms,
                Arrays.stream(ofData).mapToObj(caseDraws::draw).toList(),
                Arrays.stream(ofInputs).mapToObj(inputs::draw).toList(),
                measured,
                inputs);
    }

    private static double payback(Comparison comparison) {
        OptionalInt month = comparison.paybackMonth();
        return month.isPresent() ? month.getAsInt() : Double.POSITIVE_INFINITY;
    }

    private static double[] sorted(List<Comparison> all, ToDoubleFunction<Comparison> figure) {
        return all.stream().mapToDouble(figure).sorted().toArray();
    }

    private static double variance(Stream<Comparison> all) {
        double[] drawn = all.mapToDouble(Comparison::delta).toArray();
        double mean = Arrays.stream(drawn).average().orElseThrow();
        return Arrays.stream(drawn)
                        .map(delta -> (delta - mean) * (delta - mean))
                        .sum()
                / (drawn.length - 1);
    }

    /**
     * A quantile of Δ, USD.
     *
     * @param p in (0, 1]
     */
    public double delta(double p) {
        return quantile(deltas, p);
    }

    /** A quantile of the monthly saving over the alternative, USD. */
    public double monthlySaving(double p) {
        return quantile(savings, p);
    }

    /** A quantile of the payback month; infinite when it lies beyond the horizon. */
    public double paybackMonth(double p) {
        return quantile(paybacks, p);
    }

    /** A quantile of V*; infinite when there is none. */
    public double breakEven(double p) {
        return quantile(breakEvens, p);
    }

    private static double quantile(double[] sorted, double p) {
        return sorted[Math.max(0, (int) Math.ceil(p * sorted.length) - 1)];
    }

    /** P(Δ > 0). */
    public double probabilityPays() {
        return (double) Arrays.stream(deltas).filter(delta -> delta > 0).count() / deltas.length;
    }

    /** Standard deviation of Δ over the data, with every input at its likely value, USD. */
    public double dataDeviation() {
        return Math.sqrt(dataVariance);
    }

    /**
     * Share of var(Δ) that comes from the inputs, the rest being the data's: the variance over each with the other held at
     * its likely value, of the sum of both. What they do only together belongs to neither. 0 when nothing varies.
     */
    public double inputsShare() {
        return inputVariance == 0 ? 0 : inputVariance / (inputVariance + dataVariance);
    }

    /** True when the median of Δ is positive with one input set to {@code value} in every draw. */
    boolean medianPays(Input input, double value) {
        int needed = data.size() / 2 + 1;
        int pays = 0;
        for (int i = 0; i < data.size() && pays < needed && data.size() - i >= needed - pays; i++) {
            boolean paid =
                    arms.compare(data.get(i), values.get(i).with(input, value)).delta() > 0;
            pays += paid ? 1 : 0;
        }
        return pays >= needed;
    }

    /** True when the median of Δ is positive. */
    boolean medianPays() {
        return delta(0.5) > 0;
    }
}
