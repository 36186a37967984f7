package io.assay.core.statistics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A reviewed sample by falling score. A level is a distinct score: rows that share one are accepted together or not at
 * all, for no threshold can tell them apart.
 */
final class RankedSample {
    private final double[] scores;
    private final int[] accepted;
    private final int[] errors;
    private final int levels;
    private final int excluded;

    /**
     * @param rows     any order
     * @param excluded further cases that are never accepted; they count in the coverage
     * @throws IllegalArgumentException if excluded is negative
     */
    RankedSample(List<Scored> rows, int excluded) {
        if (excluded < 0) {
            throw new IllegalArgumentException("excluded cases below 0: " + excluded);
        }
        Scored[] ranked = rows.toArray(Scored[]::new);
        Arrays.sort(ranked, Comparator.comparingDouble(Scored::score).reversed());
        double[] distinct = new double[ranked.length];
        int[] rowsTo = new int[ranked.length];
        int[] errorsTo = new int[ranked.length];
        int level = -1;
        int wrong = 0;
        for (int i = 0; i < ranked.length; i++) {
            if (level < 0 || ranked[i].score() != distinct[level]) { // 0.0 and -0.0 are one score
                level++;
                distinct[level] = ranked[i].score();
            }
            wrong += ranked[i].correct() ? 0 : 1;
            rowsTo[level] = i + 1;
            errorsTo[level] = wrong;
        }
        this.scores = distinct;
        this.accepted = rowsTo;
        this.errors = errorsTo;
        this.levels = level + 1;
        this.excluded = excluded;
    }

    /** Distinct scores. */
    int levels() {
        return levels;
    }

    /** Rows that can be accepted. */
    int rows() {
        return levels == 0 ? 0 : accepted[levels - 1];
    }

    /**
     * The highest threshold that accepts at least so many rows.
     *
     * @param count 1 to {@link #rows()}
     */
    int levelAccepting(int count) {
        int at = Arrays.binarySearch(accepted, 0, levels, count);
        return at >= 0 ? at : -at - 1;
    }

    /** The rows that a threshold at this level accepts. */
    ErrorCount among(int level) {
        return new ErrorCount(errors[level], accepted[level]);
    }

    /** The last level accepts every row, and so whatever comes. */
    Acceptance acceptance(int level) {
        OptionalDouble threshold = level == levels - 1 ? OptionalDouble.empty() : OptionalDouble.of(scores[level]);
        return new Acceptance(threshold, among(level), (long) rows() + excluded);
    }
}
