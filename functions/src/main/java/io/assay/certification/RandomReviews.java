package io.assay.certification;

import io.assay.aws.BlindSamples.Row;
import io.assay.core.Label;
import io.assay.core.Threshold;
import io.assay.core.statistics.RandomSample;
import io.assay.core.statistics.ReviewSelection;
import io.assay.core.statistics.Reviewed;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Blind reviews of one predictor's answers that are one random sample: each case in question had the same chance.
 *
 * <p>How likely a review is depends on the phase and the policy of the time, and, for quality samples, on whether the
 * answer acted; never on anything else of the case. So the rows of times with a smaller chance may be left out whole, and
 * the others are thinned to the least chance among them; of the possible least chances the one that leaves most rows is
 * taken, before anybody looks at what the reviews found. Once quality samples are among them, the sample is one of the
 * cases that would act at the highest threshold of them, for what is below had no chance.
 *
 * @param rows  in the order of the reviews
 * @param rate  chance of each, in (0, 1]
 * @param least confidence below which the sample holds no cases, in [0, 1]
 * @param uncovered labels of which it holds no cases
 */
record RandomReviews(List<Row> rows, double rate, double least, Set<Label> uncovered) {
    /** The draw of the thinning, fixed, so that a row once kept is kept whenever it is looked at again. */
    private static final long SEED = 20_261_124;

    RandomReviews {
        rows = List.copyOf(rows);
        uncovered = Set.copyOf(uncovered);
    }

    /**
     * @param reviewed   in the order of the reviews
     * @param excludedBy labels that the certificate of that id leaves to people
     * @return without rows if none were given
     */
    static RandomReviews of(List<Row> reviewed, Function<String, Set<Label>> excludedBy) {
        return reviewed.stream()
                .map(row -> row.sample().probability())
                .distinct()
                .map(rate -> covered(reviewed, rate, excludedBy))
                .max(Comparator.comparingDouble(RandomReviews::expected).thenComparingDouble(RandomReviews::rate))
                .map(RandomReviews::thinned)
                .orElse(new RandomReviews(List.of(), 1, 0, Set.of()));
    }

    /** What had at least that chance, and could have had it whatever it is. */
    private static RandomReviews covered(List<Row> reviewed, double rate, Function<String, Set<Label>> excludedBy) {
        List<Row> rows = reviewed.stream()
                .filter(row -> row.sample().probability() >= rate)
                .toList();
        List<Threshold> above =
                rows.stream().flatMap(row -> row.sample().above().stream()).toList();
        if (above.isEmpty()) {
            return new RandomReviews(rows, rate, 0, Set.of());
        }
        double least = above.stream().mapToDouble(Threshold::value).max().orElseThrow();
        Set<Label> uncovered = new HashSet<>();
        above.stream().map(Threshold::basis).distinct().forEach(basis -> {
            if (basis instanceof Threshold.Basis.Certified certified) {
                uncovered.addAll(excludedBy.apply(certified.certificate()));
            }
        });
        return new RandomReviews(
                rows.stream()
                        .filter(row -> row.sample().usable()
                                && row.sample().confidence().value() >= least
                                && !uncovered.contains(row.sample().answer()))
                        .toList(),
                rate,
                least,
                uncovered);
    }

    private double expected() {
        return rows.stream()
                .mapToDouble(row -> rate / row.sample().probability())
                .sum();
    }

    private RandomReviews thinned() {
        List<Reviewed<Row>> lots = rows.stream()
                .map(row -> new Reviewed<>(
                        row, new ReviewSelection.ByLot(row.sample().probability()), true))
                .toList();
        return switch (RandomSample.thin(lots, rate, SEED)) {
            case RandomSample.Thinned<Row> thinned -> new RandomReviews(thinned.rows(), rate, least, uncovered);
            case RandomSample.Refused<Row> refused -> throw new IllegalStateException(refused.reason());
        };
    }

    /** True if it holds only cases that would act at the threshold {@link #least}. */
    boolean onlyAutomated() {
        return rows.stream().anyMatch(row -> row.sample().above().isPresent());
    }
}
