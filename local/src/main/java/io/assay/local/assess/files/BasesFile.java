package io.assay.local.assess.files;

import io.assay.core.verdict.TunableBase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Models that can be tuned, as a dated file gives them: {@code {"rows": [{"model", "region", "serving", "readOn", "url", …}]}}.
 *
 * <p>{@code serving} is on-demand, provisioned or imported; {@code readOn} the day on which the row was read. What is left out
 * is not known and refuses nothing: {@code legacy}, {@code leastRecords} and {@code mostRecords} of a training file,
 * {@code tools}, {@code structuredOutput}, {@code endOfLife}, {@code p95Milliseconds}. {@code note} is for people.
 */
public final class BasesFile {
    private static final String SHIPPED = "the tunable bases that come with Assay";
    private static final double LONGEST_MILLISECONDS = 3.6e6;
    private static final double MOST_RECORDS = 1e12;
    private static final Set<String> FIELDS = Set.of(
            "model",
            "region",
            "serving",
            "legacy",
            "leastRecords",
            "mostRecords",
            "tools",
            "structuredOutput",
            "endOfLife",
            "p95Milliseconds",
            "readOn",
            "url",
            "note");

    private BasesFile() {}

    /** @throws InputProblem with a JSON Pointer, if a row is not as described or of a day to come */
    public static List<TunableBase> read(Path file, LocalDate today) {
        return of(JsonPart.read(file), today);
    }

    /** The bases that come with Assay. */
    public static List<TunableBase> shipped(LocalDate today) {
        return of(JsonPart.shipped("bases.json", SHIPPED), today);
    }

    private static List<TunableBase> of(JsonPart document, LocalDate today) {
        document.requireOnly(Set.of("rows", "note"));
        return document.field("rows").items().stream()
                .map(row -> row(row, today))
                .toList();
    }

    private static TunableBase row(JsonPart row, LocalDate today) {
        row.requireOnly(FIELDS);
        row.field("url").text();
        OptionalDouble p95 = row.field("p95Milliseconds").optionalNumber(0, LONGEST_MILLISECONDS);
        return new TunableBase(
                row.field("model").text(),
                row.field("region").text(),
                serving(row.field("serving")),
                row.field("legacy").truth(false),
                records(row),
                row.field("tools").truth(false),
                row.field("structuredOutput").truth(false),
                row.field("endOfLife").optionallyParsed(LocalDate::parse, "2027-12-31"),
                p95.isPresent() ? Optional.of(Duration.ofMillis((long) p95.getAsDouble())) : Optional.empty(),
                row.field("readOn").readingDay(today));
    }

    private static TunableBase.Serving serving(JsonPart word) {
        String given = word.text();
        for (TunableBase.Serving serving : TunableBase.Serving.values()) {
            if (serving.word().equals(given)) {
                return serving;
            }
        }
        throw word.problem("is no way of serving", "write on-demand, provisioned or imported");
    }

    private static TunableBase.RecordLimits records(JsonPart row) {
        JsonPart most = row.field("mostRecords");
        long least =
                (long) row.field("leastRecords").optionalNumber(0, MOST_RECORDS).orElse(0);
        long limit = most.present() ? most.whole(0, (long) MOST_RECORDS) : Long.MAX_VALUE;
        if (limit < least) {
            throw most.problem("is below leastRecords", "write the greater number there");
        }
        return new TunableBase.RecordLimits(least, limit);
    }
}
