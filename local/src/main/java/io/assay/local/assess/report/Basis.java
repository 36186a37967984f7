package io.assay.local.assess.report;

import io.assay.core.resampling.LabelNoise;
import io.assay.core.verdict.Estimate;
import io.assay.core.verdict.Input;
import io.assay.core.verdict.Quantity;
import io.assay.local.assess.Assessment;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a verdict rests on, what matters most first. */
final class Basis {
    private static final Set<Quantity> BEST_KNOWN = EnumSet.of(
            Quantity.VOLUME,
            Quantity.HORIZON,
            Quantity.WAGE,
            Quantity.MINUTES_FROM_SCRATCH,
            Quantity.ERROR_COST,
            Quantity.BUILD_DAYS);

    private Basis() {}

    static List<FirstScreen.Line> of(Assessment assessment) {
        List<FirstScreen.Line> lines = new ArrayList<>();
        lines.add(new FirstScreen.Line("What answered", VerdictWords.scope(assessment.scope())));
        lines.add(new FirstScreen.Line("Cases", cases(assessment)));
        lines.add(new FirstScreen.Line("How they were chosen", selection(assessment.selection())));
        assessment
                .latestFifth()
                .ifPresent(latest -> lines.add(new FirstScreen.Line("With time", VerdictWords.inTime(latest))));
        lines.add(new FirstScreen.Line("Wrong labels", noise(assessment)));
        lines.add(new FirstScreen.Line("Prices", prices(assessment.prices())));
        lines.add(new FirstScreen.Line("Assumed inputs", assumed(assessment)));
        return lines;
    }

    private static String cases(Assessment assessment) {
        return Figures.count(assessment.records()) + " cases that people decided, in "
                + Figures.count(assessment.groups()) + " groups of nearly the same text, with "
                + Figures.count(assessment.labels()) + " labels";
    }

    private static String selection(String selection) {
        return switch (selection) {
            case "random" -> "at random, each with the same chance";
            case "by-lot" -> "by lot, with chances that are known and accounted for";
            case "unknown" -> "not known: every figure holds for cases like these, not for all that come in";
            default -> selection;
        };
    }

    private static String noise(Assessment assessment) {
        return assessment
                .labelNoise()
                .map(noise -> "about " + Figures.percent(noise.rate()) + " of the labels ("
                        + Figures.percent(noise.interval().lower()) + " to "
                        + Figures.percent(noise.interval().upper()) + "), " + source(noise.source()))
                .orElse("not known: no case was decided twice");
    }

    private static String source(LabelNoise.Source source) {
        return switch (source) {
            case DOUBLE_REVIEW -> "from cases that two people decided";
            case NEAR_DUPLICATES -> "from nearly the same texts with different labels";
        };
    }

    private static String prices(Assessment.PricesUsed prices) {
        String where = prices.file()
                + (prices.model().isBlank() ? "" : ", " + prices.model())
                + (prices.region().isBlank() ? "" : " in " + prices.region());
        return prices.oldest()
                .map(day ->
                        "of " + Figures.day(day) + (prices.old() ? ", more than 90 days old" : "") + " (" + where + ")")
                .orElse("none were used (" + where + ")");
    }

    /** The ones that people know best; the rest are in the list of every assumption. */
    private static String assumed(Assessment assessment) {
        List<Map.Entry<Input, Estimate>> assumed = assessment.inputs().estimates().entrySet().stream()
                .filter(entry -> entry.getValue().source() == Estimate.Source.ASSUMED)
                .toList();
        if (assumed.isEmpty()) {
            return "none: every input was given or measured";
        }
        List<String> known = assumed.stream()
                .filter(entry -> BEST_KNOWN.contains(entry.getKey().quantity()))
                .map(entry -> InputWords.text(entry.getKey(), entry.getValue()))
                .toList();
        return (assessment.inputs().isReference() ? "all, the reference profile: " : "")
                + String.join("; ", known)
                + (known.isEmpty() ? "" : "; and ")
                + (assumed.size() - known.size()) + " more, listed at the end";
    }
}
