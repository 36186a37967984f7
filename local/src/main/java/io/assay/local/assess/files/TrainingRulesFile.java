package io.assay.local.assess.files;

import io.assay.core.verdict.TunableBase;
import io.assay.local.assess.training.TrainingRules;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a training file must keep to, as a dated file says: {@code {"rows": [{"model", "schemaVersion", "tools",
 * "validationSet", "readOn", "urls", …}]}}. Left out, {@code leastRecords}, {@code mostRecords}, {@code mostTokens} (a record)
 * and {@code reserved} refuse nothing.
 */
public final class TrainingRulesFile {
    private static final String SHIPPED = "the training rules that come with Assay";
    private static final long MOST = 1_000_000_000_000L;
    private static final Set<String> FIELDS = Set.of(
            "model",
            "schemaVersion",
            "leastRecords",
            "mostRecords",
            "mostTokens",
            "reserved",
            "tools",
            "validationSet",
            "readOn",
            "urls",
            "note");

    private TrainingRulesFile() {}

    /** The rules that come with Assay, one a base. */
    public static List<TrainingRules> shipped(LocalDate today) {
        JsonPart document = JsonPart.shipped("training-rules.json", SHIPPED);
        document.requireOnly(Set.of("rows", "note"));
        return document.field("rows").items().stream()
                .map(row -> row(row, today))
                .toList();
    }

    /**
     * Those of one base.
     *
     * @param source what asks for it, a flag or a file
     * @throws InputProblem naming the bases that there are rules for
     */
    public static TrainingRules of(String base, String source, LocalDate today) {
        List<TrainingRules> all = shipped(today);
        Optional<TrainingRules> found =
                all.stream().filter(rules -> rules.model().equals(base)).findFirst();
        return found.orElseThrow(() -> InputProblem.of(
                source,
                "no training rules are known for " + InputProblem.quoted(base),
                "give one of "
                        + String.join(
                                ", ", all.stream().map(TrainingRules::model).toList())));
    }

    private static TrainingRules row(JsonPart row, LocalDate today) {
        row.requireOnly(FIELDS);
        return new TrainingRules(
                row.field("model").text(),
                row.field("schemaVersion").text(),
                new TunableBase.RecordLimits(
                        limit(row.field("leastRecords")).orElse(0),
                        limit(row.field("mostRecords")).orElse(Long.MAX_VALUE)),
                limit(row.field("mostTokens")),
                row.field("reserved").items().stream().map(JsonPart::text).toList(),
                row.field("tools").truth(false),
                row.field("validationSet").truth(false),
                row.field("readOn").readingDay(today),
                row.field("urls").items().stream()
                        .map(url -> url.parsed(URI::create, "a URL"))
                        .toList());
    }

    private static OptionalLong limit(JsonPart number) {
        return number.present() ? OptionalLong.of(number.whole(0, MOST)) : OptionalLong.empty();
    }
}
