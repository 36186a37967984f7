package io.assay.core.statistics;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Watches whether the answers that act alone still keep to the target risk: the Shiryaev-Roberts e-detector of Shin,
 * Ramdas and Rinaldo (2022), "E-detectors: a nonparametric framework for sequential change detection", arXiv 2203.03532.
 * For each bet λ
 *
 * <pre>  M ← (M + 1)(1 + λ w (e − ε)),   w = π_min / π</pre>
 *
 * with e = 1 for an error; the statistic is the mean over the bets. While the risk is at most ε, whatever it does below,
 * the statistic grows by at most 1 a sample in expectation, so the average number of samples before an alarm, which comes
 * at {@code M ≥ 1/α}, is at least {@code 1/α}. Unlike a plain e-process it saves up no credit while all is well.
 *
 * <p>Immutable and plain numbers: what is stored between two samples is the record itself. After the alarm it stays as
 * it is; a new certificate gets a new one.
 *
 * <p>Constructing throws {@link IllegalArgumentException} if a number is outside its range.
 *
 * @param targetRisk ε, wrong answers an accepted one, in (0, 1)
 * @param alpha      one over the average run length without a shift, in (0, 1)
 * @param bets       λ of each, in (0, 1/ε)
 * @param statistics M of each bet, at least 0
 * @param samples    seen so far, the one that raised the alarm included
 */
public record ShiryaevRoberts(
        double targetRisk, double alpha, List<Double> bets, List<Double> statistics, long samples) {

    /** Odds of an error that the bets are best against, as multiples of the odds at the target. */
    private static final List<Double> ODDS_RATIOS = List.of(1.5, 2.0, 3.0, 5.0);

    public ShiryaevRoberts {
        Ranges.open("target risk", targetRisk);
        Ranges.open("alpha", alpha);
        bets = List.copyOf(bets);
        statistics = List.copyOf(statistics);
        if (bets.isEmpty() || bets.size() != statistics.size() || samples < 0) {
            throw new IllegalArgumentException(
                    bets.size() + " bets, " + statistics.size() + " statistics, " + samples + " samples");
        }
        for (double bet : bets) {
            Ranges.open("share of the largest bet", bet * targetRisk);
        }
        for (double statistic : statistics) {
            if (!(statistic >= 0 && statistic < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("statistic below 0 or not finite: " + statistic);
            }
        }
    }

    /**
     * Before the first sample. The bets are those that grow fastest at one and a half, 2, 3 and 5 times the odds of the
     * target: λ = (ρ − ε)/(ε(1 − ε)) for risk ρ makes the factor the likelihood ratio of ρ to ε.
     *
     * @throws IllegalArgumentException if a number is outside its range
     */
    public static ShiryaevRoberts start(double targetRisk, double alpha) {
        List<Double> bets = ODDS_RATIOS.stream()
                .map(ratio -> {
                    double odds = ratio * targetRisk / (1 - targetRisk);
                    return (odds / (1 + odds) - targetRisk) / (targetRisk * (1 - targetRisk));
                })
                .toList();
        return new ShiryaevRoberts(targetRisk, alpha, bets, Collections.nCopies(bets.size(), 0.0), 0);
    }

    /**
     * One sample further.
     *
     * @param error  whether the answer that would have acted was wrong
     * @param weight least review probability over that of this case, π_min/π, in (0, 1]
     * @throws IllegalArgumentException if the weight is outside its range
     */
    public ShiryaevRoberts after(boolean error, double weight) {
        if (!(weight > 0 && weight <= 1)) {
            throw new IllegalArgumentException("weight outside (0, 1]: " + weight);
        }
        if (alarm()) {
            return this;
        }
        double stake = weight * ((error ? 1 : 0) - targetRisk);
        List<Double> next = IntStream.range(0, bets.size())
                .mapToObj(i -> (statistics.get(i) + 1) * (1 + bets.get(i) * stake))
                .toList();
        return new ShiryaevRoberts(targetRisk, alpha, bets, next, samples + 1);
    }

    /** Mean over the bets. */
    public double statistic() {
        double sum = 0;
        for (double statistic : statistics) {
            sum += statistic;
        }
        return sum / statistics.size();
    }

    /** The risk is over the target; without a shift this comes after {@code 1/alpha} samples on average, or later. */
    public boolean alarm() {
        return statistic() >= 1 / alpha;
    }
}
