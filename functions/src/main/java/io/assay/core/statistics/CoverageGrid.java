package io.assay.core.statistics;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The coverages that are tested, and where testing starts. It is fixed before anybody looks at what the reviews found: it
 * may depend on how many rows there are, and on nothing else of them.
 *
 * <p>Constructing throws {@link IllegalArgumentException} unless coverages rise to 1 within (0, 1] and each start, of
 * which there is at least one, is a place among them.
 *
 * @param coverages shares of the sample to accept, rising; the last is 1, which accepts every case
 * @param starts    places in {@code coverages}, from 0
 */
public record CoverageGrid(List<Double> coverages, Set<Integer> starts) {
    /** That {@link #of} tests from; each has an equal share of δ. */
    public static final int STARTS = 3;

    private static final int POINTS = 100;
    private static final int QUARTER = 24;
    private static final int HALF = 49;

    public CoverageGrid {
        coverages = List.copyOf(coverages);
        starts = Set.copyOf(starts);
        double before = 0;
        for (double coverage : coverages) {
            if (!(coverage > before)) {
                throw new IllegalArgumentException("coverages do not rise from 0: " + coverage + " after " + before);
            }
            before = coverage;
        }
        if (before != 1) {
            throw new IllegalArgumentException("the last coverage is not 1: " + before);
        }
        int points = coverages.size();
        if (starts.isEmpty() || starts.stream().anyMatch(start -> start < 0 || start >= points)) {
            throw new IllegalArgumentException("starts " + starts + " are not among " + points + " coverages");
        }
    }

    /**
     * Every percent, from three starts: the least coverage that may hold one error, for a ranking or a sample of which
     * only a few cases can be certified, a quarter and a half. In simulations (twelve ways of ranking, 500 to 6,000 rows,
     * target risks of 1 to 10 %) these never accepted less on average than {@link SelectionWithGuaranteedRisk} and more
     * than any other of some 900 choices of up to five starts of which that is true.
     *
     * @param rows       in the sample, at least 0
     * @param targetRisk in (0, 1)
     * @param delta      in (0, 1)
     * @throws IllegalArgumentException if a number is outside its range
     */
    public static CoverageGrid of(int rows, double targetRisk, double delta) {
        long least = CertificateSampleSize.passing(1, targetRisk, delta / STARTS);
        long percent = rows == 0 ? POINTS : Math.ceilDiv(least * POINTS, rows);
        return new CoverageGrid(
                IntStream.rangeClosed(1, POINTS)
                        .mapToObj(i -> i / (double) POINTS)
                        .toList(),
                Set.copyOf(List.of((int) Math.min(percent, POINTS) - 1, QUARTER, HALF)));
    }

    /** Rows to accept for a coverage, at least 1. */
    int accepted(int point, int rows) {
        // a product like 0.07 * 100 is a little over the whole number it means
        return Math.max(1, (int) Math.ceil(coverages.get(point) * rows - 1e-9));
    }
}
