package io.assay.core.calibration;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How far probabilities are from what they say, over bins of equal mass: sorted by confidence, cut into bins whose sizes
 * differ by at most one. A cut inside a tie moves to its end, for the order of rows would else decide which answers of
 * the tie fall on which side.
 *
 * @param ece                expected calibration error, Σ n_b/n |accuracy − confidence| (Naeini, Cooper &amp; Hauskrecht
 *                           2015), in [0, 1]
 * @param eceIfPerfect       what {@code ece} would be on average if every answer were right with exactly its probability:
 *                           Σ E|K_b − E K_b| / n, where K_b, the right answers of a bin, is Poisson binomial; exact. An
 *                           ece near it shows no miscalibration
 * @param debiasedL2Squared  squared L2 calibration error without the part that chance alone adds (Kumar, Liang &amp; Ma
 *                           2019, the debiased estimator): Σ n_b/n [(accuracy − confidence)² − accuracy(1 − accuracy)/(n_b − 1)];
 *                           below 0 where chance explains more than was seen. Bins of one answer do not count
 * @param bins               by confidence, at least one
 */
public record CalibrationError(double ece, double eceIfPerfect, double debiasedL2Squared, List<Bin> bins) {
    /** Bins of the figures that a report shows. */
    public static final int BINS = 10;

    /**
     * One bin, a point of the reliability diagram.
     *
     * @param answers    at least 1
     * @param confidence mean probability, in [0, 1]
     * @param accuracy   share of right answers, in [0, 1]
     */
    public record Bin(int answers, double confidence, double accuracy) {
        double gap() {
            return accuracy - confidence;
        }
    }

    public CalibrationError {
        bins = List.copyOf(bins);
    }

    /**
     * @param answers at least one; each counts once
     * @param bins    at least 1; fewer come out where there are fewer answers or large ties
     * @throws IllegalArgumentException if there is no answer or no bin
     */
    public static CalibrationError of(List<ScoredAnswer> answers, int bins) {
        if (answers.isEmpty() || bins < 1) {
            throw new IllegalArgumentException(
                    "no calibration error of " + answers.size() + " answers in " + bins + " bins");
        }
        ScoredAnswer[] sorted = Ranked.lowestFirst(answers);
        List<Bin> all = new ArrayList<>();
        double ece = 0;
        double perfect = 0;
        double squared = 0;
        int from = 0;
        for (int to : cuts(sorted, bins)) {
            Bin bin = bin(sorted, from, to);
            all.add(bin);
            double share = (double) bin.answers / sorted.length;
            ece += share * Math.abs(bin.gap());
            perfect += PoissonBinomial.meanAbsoluteDeviation(probabilities(sorted, from, to)) / sorted.length;
            if (bin.answers > 1) {
                double chance = bin.accuracy * (1 - bin.accuracy) / (bin.answers - 1);
                squared += share * (bin.gap() * bin.gap() - chance);
            }
            from = to;
        }
        return new CalibrationError(ece, perfect, squared, all);
    }

    /** Debiased L2 calibration error, in [0, 1]; 0 where its square came out negative. */
    public double debiasedL2() {
        return Math.sqrt(Math.max(0, debiasedL2Squared));
    }

    /** Ends of the bins, one past their last answer. */
    private static int[] cuts(ScoredAnswer[] sorted, int bins) {
        return IntStream.rangeClosed(1, bins)
                .map(i -> (int) ((long) i * sorted.length / bins))
                .filter(end -> end > 0)
                .map(end -> Ranked.endOfTie(sorted, end - 1))
                .distinct()
                .toArray();
    }

    private static Bin bin(ScoredAnswer[] sorted, int from, int to) {
        double confidence = 0;
        int right = 0;
        for (int i = from; i < to; i++) {
            confidence += sorted[i].probability();
            right += sorted[i].right() ? 1 : 0;
        }
        return new Bin(to - from, confidence / (to - from), (double) right / (to - from));
    }

    private static double[] probabilities(ScoredAnswer[] sorted, int from, int to) {
        double[] probabilities = new double[to - from];
        for (int i = from; i < to; i++) {
            probabilities[i - from] = sorted[i].probability();
        }
        return probabilities;
    }
}
