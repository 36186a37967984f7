package io.assay.local.assess.protocol;

import io.assay.core.statistics.RandomSample;
import io.assay.core.statistics.ReviewSelection;
import io.assay.core.statistics.Reviewed;
import io.assay.local.assess.ReviewedCases;
import java.util.Arrays;
import java.util.List;

/**
 * How the cases came to be reviewed, as far as the file says.
 *
 * @param word          {@code unknown}, {@code random} (all with one probability) or {@code by-lot}
 * @param probabilities π, one a row; 1 where unknown
 * @param seed          of the thinning
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Sampling(String word, double[] probabilities, long seed) {

    static Sampling of(ReviewedCases cases, long seed) {
        boolean known = cases.rows().stream().allMatch(row -> row.propensity().isPresent());
        double[] probabilities = cases.rows().stream()
                .mapToDouble(row -> known ? row.propensity().getAsDouble() : 1)
                .toArray();
        boolean one = Arrays.stream(probabilities).distinct().count() == 1;
        return new Sampling(known ? (one ? "random" : "by-lot") : "unknown", probabilities, seed);
    }

    /** ω = 1/π, one a row. */
    double[] weights() {
        return Arrays.stream(probabilities).map(probability -> 1 / probability).toArray();
    }

    /** Rows of which each case had the same chance to be one, so that exact binomial tails hold. */
    int[] thinned(int[] rows) {
        if (!word.equals("by-lot")) {
            return rows;
        }
        double least = Arrays.stream(probabilities).min().orElseThrow();
        List<Reviewed<Integer>> reviewed = Arrays.stream(rows)
                .mapToObj(row -> new Reviewed<>(row, new ReviewSelection.ByLot(probabilities[row]), true))
                .toList();
        return switch (RandomSample.thin(reviewed, least, seed)) {
            case RandomSample.Thinned<Integer> sample ->
                sample.rows().stream().mapToInt(Integer::intValue).toArray();
            case RandomSample.Refused<Integer> refused -> throw new IllegalStateException(refused.reason());
        };
    }
}
