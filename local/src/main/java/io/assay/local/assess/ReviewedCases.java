package io.assay.local.assess;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.LongStream;

/**
 * Cases that people decided: what an assessment is made from.
 *
 * @param rows   in the order of the file
 * @param labels the label set, sorted, at least two
 */
public record ReviewedCases(List<Row> rows, List<String> labels) {

    /**
     * One case.
     *
     * @param text       what the model is shown
     * @param right      the label that people decided, its place in the label set
     * @param second     what a second person decided who did not see the first, its place in the label set
     * @param time       when it came in, seconds since 1970
     * @param propensity probability with which such a case was reviewed, in (0, 1]
     */
    public record Row(
            String text, int right, Optional<Integer> second, Optional<Long> time, OptionalDouble propensity) {}

    public ReviewedCases {
        rows = List.copyOf(rows);
        labels = List.copyOf(labels);
    }

    public List<String> texts() {
        return rows.stream().map(Row::text).toList();
    }

    /** When each case came in, seconds since 1970; empty unless all of them say so and they differ. */
    public Optional<long[]> times() {
        LongStream known = rows.stream().flatMap(row -> row.time().stream()).mapToLong(Long::longValue);
        long[] times = known.toArray();
        boolean differ = LongStream.of(times).distinct().limit(2).count() == 2;
        return times.length == rows.size() && differ ? Optional.of(times) : Optional.empty();
    }

    /** Each row's label, its place in the label set. */
    public int[] right() {
        return rows.stream().mapToInt(Row::right).toArray();
    }
}
