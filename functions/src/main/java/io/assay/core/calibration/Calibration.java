package io.assay.core.calibration;

import io.assay.core.calibration.CalibrationMap.Identity;
import io.assay.core.calibration.CalibrationMap.Isotonic;
import io.assay.core.calibration.CalibrationMap.Isotonic.Knot;
import io.assay.core.calibration.CalibrationMap.Platt;
import io.assay.core.calibration.CalibrationMap.Temperature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Fits calibration maps on answers of the fit part. The raw confidences count; maps that were applied before do not.
 *
 * <p>Every fit is the best one among maps that never fall: where confidence ranks answers the wrong way round, the best
 * map is level.
 */
public final class Calibration {
    /** Fewest rows that an isotonic map is fitted on. */
    public static final int ISOTONIC_ROWS = 1_000;

    /** Fewest errors among them. */
    public static final int ISOTONIC_ERRORS = 50;

    private Calibration() {}

    /**
     * The map to use: isotonic with at least {@value #ISOTONIC_ROWS} answers and {@value #ISOTONIC_ERRORS} errors among
     * them, else Platt's; nothing is changed without answers.
     */
    public static CalibrationMap fit(List<ScoredAnswer> answers) {
        if (answers.isEmpty()) {
            return new Identity();
        }
        long errors = answers.stream().filter(answer -> !answer.right()).count();
        return answers.size() >= ISOTONIC_ROWS && errors >= ISOTONIC_ERRORS ? isotonic(answers) : platt(answers);
    }

    /**
     * Platt 1999 on log odds, with the targets and the Newton steps of Lin, Lin &amp; Weng 2007 (eq. 2 and algorithm 1).
     *
     * @param answers at least one
     * @throws IllegalArgumentException if there is no answer
     */
    public static Platt platt(List<ScoredAnswer> answers) {
        double[] logits = logits(answers);
        double[] targets = targets(answers);
        double mean = Arrays.stream(targets).average().getAsDouble();
        double level = Math.log(mean / (1 - mean));
        if (Arrays.stream(logits).distinct().count() > 1) {
            double[][] rows = new double[logits.length][];
            Arrays.setAll(rows, row -> new double[] {logits[row], 1});
            double[] weights = new LogisticRegression(rows, targets, new double[2]).fit(new double[] {0, level});
            if (weights[0] > 0) {
                return new Platt(weights[0], weights[1]);
            }
        }
        // The loss is convex: if its minimum lies at a falling slope, the best of the others is level.
        return new Platt(0, level);
    }

    /**
     * Guo et al. 2017, section 4.2, with Platt's targets, so that a temperature exists where every answer was right.
     *
     * @param answers at least one
     * @throws IllegalArgumentException if there is no answer
     */
    public static Temperature temperature(List<ScoredAnswer> answers) {
        double[] logits = logits(answers);
        double[][] rows = new double[logits.length][];
        Arrays.setAll(rows, row -> new double[] {logits[row]});
        double[] weights = new LogisticRegression(rows, targets(answers), new double[1]).fit(new double[] {1});
        return new Temperature(Math.max(0, weights[0]));
    }

    /**
     * Isotonic regression by pooling adjacent violators (Ayer et al. 1955; Robertson, Wright &amp; Dykstra 1988, section
     * 1.2). Answers of equal confidence are one point, weighted by their number. Between two pools a straight line
     * runs, as in scikit-learn.
     *
     * @param answers at least one; {@link #fit} says how many make sense
     * @throws IllegalArgumentException if there is no answer
     */
    public static Isotonic isotonic(List<ScoredAnswer> answers) {
        requireAnswers(answers);
        List<Pool> pools = new ArrayList<>();
        for (Pool point : points(answers)) {
            Pool pool = point;
            while (!pools.isEmpty() && pools.getLast().mean() >= pool.mean()) {
                pool = pools.removeLast().with(pool);
            }
            pools.add(pool);
        }
        List<Knot> knots = new ArrayList<>();
        for (Pool pool : pools) {
            knots.add(new Knot(pool.first, pool.mean()));
            if (pool.last > pool.first) {
                knots.add(new Knot(pool.last, pool.mean()));
            }
        }
        return new Isotonic(knots);
    }

    private static List<Pool> points(List<ScoredAnswer> answers) {
        ScoredAnswer[] sorted = answers.toArray(ScoredAnswer[]::new);
        Arrays.sort(
                sorted,
                (one, other) -> Double.compare(
                        one.confidence().raw(), other.confidence().raw()));
        List<Pool> points = new ArrayList<>();
        for (ScoredAnswer answer : sorted) {
            double raw = answer.confidence().raw();
            Pool point = new Pool(raw, raw, answer.right() ? 1 : 0, 1);
            boolean tied = !points.isEmpty() && points.getLast().last == raw;
            points.add(tied ? points.removeLast().with(point) : point);
        }
        return points;
    }

    private static double[] logits(List<ScoredAnswer> answers) {
        requireAnswers(answers);
        return answers.stream()
                .mapToDouble(answer -> Logit.of(answer.confidence().raw()))
                .toArray();
    }

    private static double[] targets(List<ScoredAnswer> answers) {
        boolean[] right = new boolean[answers.size()];
        for (int row = 0; row < right.length; row++) {
            right[row] = answers.get(row).right();
        }
        return LogisticRegression.targets(right);
    }

    private static void requireAnswers(List<ScoredAnswer> answers) {
        if (answers.isEmpty()) {
            throw new IllegalArgumentException("no answers to fit a map on");
        }
    }

    /** Answers from one raw confidence to another that get one probability. */
    private record Pool(double first, double last, long right, long count) {
        Pool with(Pool next) {
            return new Pool(first, next.last, right + next.right, count + next.count);
        }

        double mean() {
            return (double) right / count;
        }
    }
}
