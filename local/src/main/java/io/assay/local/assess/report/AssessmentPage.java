package io.assay.local.assess.report;

import io.assay.core.verdict.Need;
import io.assay.local.assess.ArmFindings;
import io.assay.local.assess.Assessment;
import io.assay.local.page.Page;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** An assessment for a terminal: what decides first, then the arms, then the rest. */
public final class AssessmentPage {
    /** Columns that the longest heading of a line takes. */
    private static final int HEADINGS = 22;

    private static final int LONGEST_WORD = 40;
    private static final int LONGEST_LABEL = 34;
    /** A space that no line is broken at. */
    private static final String JOINED = "\u00a0";

    private static final int SHOWN = 6;
    private static final String TERM = "  %-27s %14s %14s  %s";
    private static final String ARM = "  %-16s %-20s %8s %9s %9s %11s";

    private final Assessment assessment;
    private final FirstScreen first;
    private final Page page = new Page();

    private AssessmentPage(Assessment assessment) {
        this.assessment = assessment;
        this.first = FirstScreen.of(assessment);
    }

    /**
     * At most {@value Page#WIDTH} columns wide; words and labels that do not fit are shortened, which the HTML and the JSON
     * do not do.
     */
    public static String of(Assessment assessment) {
        return new AssessmentPage(assessment).text();
    }

    private String text() {
        verdict();
        basis();
        terms();
        flips();
        arms();
        comparison();
        latestFifth();
        excluded();
        confusions();
        needs();
        assumptions();
        page.rule();
        return Figures.clean(page.toString()).replace(JOINED, " ");
    }

    private void verdict() {
        page.rule();
        say(1, first.scope());
        page.rule();
        page.heading("Verdict: " + first.word());
        say(2, first.headline() + ". " + first.inWords());
        say(2, "Reason: " + first.reason());
        first.answers().forEach(this::line);
        line(new FirstScreen.Line("Recommended", first.recommended() + ". " + first.instead()));
    }

    private void basis() {
        page.heading("What this rests on");
        first.rests().forEach(this::line);
    }

    private void terms() {
        if (first.terms().isEmpty()) {
            return;
        }
        page.heading("The largest differences in cost, USD over the whole time");
        page.row(TERM.formatted("", "alternative", "fine-tuned", "fine-tuning"));
        first.terms().stream()
                .limit(FirstScreen.LARGEST)
                .forEach(term ->
                        page.row(TERM.formatted(term.term(), term.alternative(), term.tuned(), term.difference())));
    }

    private void flips() {
        if (first.flips().isEmpty() && first.steady().isEmpty()) {
            return;
        }
        page.heading("What would flip it");
        if (first.flips().isEmpty()) {
            say(2, "No single input would.");
        }
        first.flips()
                .forEach(flip -> line(
                        new FirstScreen.Line(flip.input(), "flips at " + flip.at() + " (now " + flip.now() + ")")));
        if (!first.steady().isEmpty()) {
            say(
                    2,
                    "Does not flip, whatever it is between a quarter of its lowest and four times its highest value: "
                            + first.steady() + ".");
        }
    }

    private void arms() {
        page.heading("The ways of answering");
        page.row(ARM.formatted("", "right, % (95 %)", "alone", "chosen", "a case", "saves"));
        List<ArmRow> rows = ArmRow.of(assessment);
        for (int i = 0; i < rows.size(); i++) {
            ArmRow row = rows.get(i);
            ArmFindings arm = assessment.arms().get(i);
            page.row(ARM.formatted(
                    Figures.shortened(row.name(), 16),
                    arm.answering().isPresent() ? row.accuracy() + " (" + row.accuracyInterval() + ")" : Figures.NONE,
                    row.alone(),
                    row.automated(),
                    Figures.usd(arm.costPerCaseUsd(), 9),
                    arm.monthlySaving()
                            .map(saving -> Figures.usd(saving.median(), 11))
                            .orElse(Figures.NONE)));
        }
        say(
                2,
                "right: share of right answers, and the range that holds the true share with 95 % confidence. alone: the"
                        + " greatest share of the cases that it may decide without a person, with the guarantee that at most "
                        + VerdictWords.errors(assessment.targetRisk())
                        + " in 100 of those are wrong; the guarantee itself fails with a probability of at most "
                        + Figures.percent(assessment.delta())
                        + ". chosen: the share at which a case costs least. a case: USD, people included. saves: USD a month"
                        + " over people alone.");
    }

    private void comparison() {
        assessment.comparison().ifPresent(comparison -> {
            page.heading("Fine-tuned against the best alternative");
            say(2, VerdictWords.compared(comparison));
        });
    }

    private void latestFifth() {
        assessment.latestFifth().ifPresent(latest -> {
            page.heading("Tested on the latest cases");
            VerdictWords.latestFifth(latest, assessment.targetRisk()).forEach(words -> say(2, words));
        });
    }

    private void excluded() {
        section(
                "Labels that are left to people",
                answering -> answering.excluded().stream()
                        .map(excluded ->
                                Figures.shortened(excluded.label(), LONGEST_LABEL) + " (" + excluded.why() + ")")
                        .toList());
    }

    private void confusions() {
        section(
                "Most frequent confusions",
                answering -> answering.worst().stream()
                        .map(confusion -> Figures.shortened(confusion.right(), LONGEST_LABEL) + " answered "
                                + Figures.shortened(confusion.answered(), LONGEST_LABEL) + ", "
                                + Figures.count(confusion.times()) + " times")
                        .toList());
    }

    private void section(String title, Function<ArmFindings.Answering, List<String>> items) {
        List<ArmFindings> arms = assessment.arms().stream()
                .filter(arm -> arm.answering().isPresent())
                .filter(arm -> !items.apply(arm.answering().get()).isEmpty())
                .toList();
        if (arms.isEmpty()) {
            return;
        }
        page.heading(title);
        for (ArmFindings arm : arms) {
            List<String> all = items.apply(arm.answering().orElseThrow());
            line(new FirstScreen.Line(
                    arm.name(),
                    all.stream().limit(SHOWN).collect(Collectors.joining("; "))
                            + (all.size() > SHOWN ? "; and " + (all.size() - SHOWN) + " more in the HTML file" : "")));
        }
    }

    private void needs() {
        List<Need> needs = assessment.verdict().needs();
        if (needs.isEmpty()) {
            return;
        }
        page.heading("What would bring a clearer answer");
        needs.forEach(need -> hang("  - ", VerdictWords.need(need)));
    }

    private void assumptions() {
        page.heading("Every assumption");
        assessment
                .inputs()
                .estimates()
                .forEach((input, estimate) -> hang(
                        "  - ",
                        InputWords.text(input, estimate) + " ("
                                + estimate.source().word() + ")"));
        assessment.assumptions().forEach(sentence -> hang("  - ", sentence));
        hang(
                "  - ",
                "Seed " + assessment.seed() + ", " + Figures.day(assessment.date()) + ", file " + assessment.file()
                        + ".");
        hang("  - ", VerdictWords.openings(assessment.openings()));
    }

    private void line(FirstScreen.Line line) {
        hang("  %-20s".formatted(Figures.shortened(line.what(), HEADINGS - 2)) + "  ", line.said());
    }

    private void say(int indent, String words) {
        page.say(indent, words(words));
    }

    private void hang(String before, String words) {
        page.hang(before, words(words));
    }

    /** No line begins with a per cent sign. */
    private static String words(String paragraph) {
        return Figures.wordsShortened(paragraph, LONGEST_WORD).replace(" %", JOINED + "%");
    }
}
