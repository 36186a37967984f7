package io.assay.core.resampling;

import io.assay.core.statistics.ClopperPearson;
import io.assay.core.statistics.ErrorCount;
import io.assay.core.statistics.Interval;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The share of labels that are wrong, from how often two labels of the same thing disagree. If each is wrong with
 * probability η, independently, and two wrong ones seldom agree, they disagree at the rate 2η(1 − η); so
 * η = (1 − √(1 − 2·rate)) / 2, at most ½.
 *
 * @param rate      η, in [0, ½]
 * @param interval  of η
 * @param pairs     of labels compared
 * @param conflicts pairs that disagree
 */
public record LabelNoise(double rate, Interval interval, Source source, long pairs, long conflicts) {

    /** Where two labels of the same thing come from. */
    public enum Source {
        /** Two people, who did not see each other's answer. */
        DOUBLE_REVIEW,
        /**
         * Two rows of one group of near-duplicates. Texts that nearly agree may rightly have different labels, so this
         * tends to say too much.
         */
        NEAR_DUPLICATES
    }

    /**
     * @param pairs     cases that two people decided, at least 1
     * @param conflicts cases they decided differently
     * @param level     of the interval, in (0, 1): Clopper and Pearson's of the rate of conflicts
     * @throws IllegalArgumentException if there is no pair, there are more conflicts than pairs, or the level is outside
     *                                  its range
     */
    public static LabelNoise fromDoubleReview(long pairs, long conflicts, double level) {
        if (pairs < 1) {
            throw new IllegalArgumentException("nothing was reviewed twice");
        }
        Interval interval = ClopperPearson.interval(new ErrorCount(conflicts, pairs), 1 - level);
        return of((double) conflicts / pairs, interval, Source.DOUBLE_REVIEW, pairs, conflicts);
    }

    /**
     * All pairs of rows inside a group are compared. The interval is a BCa interval of the cluster bootstrap; where
     * fewer than {@value CellCosts#RARE} groups hold a conflict it is Clopper and Pearson's for the share of groups that
     * do. A group of several pairs disagrees more often than a pair does, so that the upper end then errs upwards.
     *
     * @param labels of each row, equal if and only if the numbers are
     * @param draws  of the bootstrap, at least 1
     * @param level  of the interval, in (0, 1)
     * @return empty if no group has two rows
     * @throws IllegalArgumentException if there is not one label a row or a bound is outside its range
     */
    public static Optional<LabelNoise> fromNearDuplicates(
            Groups groups, int[] labels, int draws, double level, long seed) {
        if (labels.length != groups.rows()) {
            throw new IllegalArgumentException(labels.length + " labels for " + groups.rows() + " rows");
        }
        int[][] repeated =
                Arrays.stream(groups.members()).filter(rows -> rows.length > 1).toArray(int[][]::new);
        if (repeated.length == 0) {
            return Optional.empty();
        }
        double[] pairs = new double[repeated.length];
        double[] conflicts = new double[repeated.length];
        for (int i = 0; i < repeated.length; i++) {
            pairs[i] = pairs(repeated[i].length);
            conflicts[i] = pairs[i] - agreements(repeated[i], labels);
        }
        Groups each = Groups.singletons(repeated.length);
        GroupedRatio ratio = GroupedRatio.of(each, conflicts, pairs);
        int conflicting =
                (int) Arrays.stream(conflicts).filter(count -> count > 0).count();
        Interval interval = conflicting < CellCosts.RARE
                ? exact(ratio.estimate(), new ErrorCount(conflicting, repeated.length), level)
                : BootstrapInterval.bca(
                        new ClusterBootstrap(each, draws, seed).replicates(ratio),
                        ratio.estimate(),
                        ratio.jackknife(),
                        level);
        return Optional.of(of(
                ratio.estimate(),
                interval,
                Source.NEAR_DUPLICATES,
                (long) Arrays.stream(pairs).sum(),
                (long) Arrays.stream(conflicts).sum()));
    }

    private static LabelNoise of(double rate, Interval interval, Source source, long pairs, long conflicts) {
        return new LabelNoise(
                noise(rate), new Interval(noise(interval.lower()), noise(interval.upper())), source, pairs, conflicts);
    }

    /** Solved for η without the difference of two near-equal numbers. */
    private static double noise(double rate) {
        double bounded = Math.clamp(rate, 0, 0.5);
        return bounded / (1 + Math.sqrt(1 - 2 * bounded));
    }

    private static Interval exact(double rate, ErrorCount conflicting, double level) {
        Interval interval = ClopperPearson.interval(conflicting, 1 - level);
        return new Interval(Math.min(rate, interval.lower()), Math.max(rate, interval.upper()));
    }

    private static double agreements(int[] rows, int[] labels) {
        Map<Integer, Integer> counts = new HashMap<>();
        for (int row : rows) {
            counts.merge(labels[row], 1, Integer::sum);
        }
        return counts.values().stream().mapToDouble(LabelNoise::pairs).sum();
    }

    private static double pairs(int rows) {
        return rows * (rows - 1.0) / 2;
    }
}
