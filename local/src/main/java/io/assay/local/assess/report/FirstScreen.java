package io.assay.local.assess.report;

import io.assay.core.verdict.Comparison;
import io.assay.core.verdict.Flip;
import io.assay.core.verdict.MoneyFindings;
import io.assay.core.verdict.Verdict;
import io.assay.local.assess.ArmFindings;
import io.assay.local.assess.Assessment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a reader sees first, in words, the same on a terminal and in a browser.
 *
 * @param scope       what answered, said before anything else
 * @param word        of the verdict, for example {@code worth-it}
 * @param inWords     the verdict for a newcomer
 * @param answers     when it pays, when it is paid back, what else could be done
 * @param recommended name of the arm
 * @param instead     what that arm does and what it may decide alone
 * @param rests       what all this rests on
 * @param terms       of the money, the greatest difference first; empty where none was reckoned
 * @param flips       inputs that would turn the sign of the median, with the value at which they do
 * @param steady      those that would not; empty: none
 */
public record FirstScreen(
        String scope,
        String headline,
        String word,
        String inWords,
        String reason,
        List<Line> answers,
        String recommended,
        String instead,
        List<Line> rests,
        List<TermRow> terms,
        List<FlipRow> flips,
        String steady) {
    /** Terms that a first screen has room for. */
    static final int LARGEST = 3;

    /** A heading with what is said under it. */
    public record Line(String what, String said) {}

    /** @param bar the difference against the largest of them, in [-1, 1], positive where fine-tuning saves */
    public record TermRow(String term, String alternative, String tuned, String difference, double bar) {}

    /** @param now value with its unit, and where it comes from */
    public record FlipRow(String input, String now, String at) {}

    public FirstScreen {
        answers = List.copyOf(answers);
        rests = List.copyOf(rests);
        terms = List.copyOf(terms);
        flips = List.copyOf(flips);
    }

    static FirstScreen of(Assessment assessment) {
        Optional<MoneyFindings> money = assessment.money().map(Assessment.Money::findings);
        List<Flip> flips = money.map(MoneyFindings::flips).orElse(List.of());
        Verdict verdict = assessment.verdict();
        return new FirstScreen(
                VerdictWords.scope(assessment.scope()),
                VerdictWords.headline(verdict),
                verdict.word(),
                VerdictWords.inWords(assessment),
                verdict.reason(),
                answers(verdict, money),
                assessment.recommended(),
                instead(assessment),
                Basis.of(assessment),
                money.map(MoneyFindings::terms).map(FirstScreen::terms).orElse(List.of()),
                flips.stream()
                        .filter(flip -> flip.at().isPresent())
                        .map(FirstScreen::row)
                        .toList(),
                flips.stream()
                        .filter(flip -> flip.at().isEmpty())
                        .map(flip -> flip.input().text())
                        .collect(Collectors.joining(", ")));
    }

    private static List<Line> answers(Verdict verdict, Optional<MoneyFindings> money) {
        List<Line> answers = new ArrayList<>();
        money.ifPresent(found -> {
            answers.add(new Line("Fine-tuning pays", VerdictWords.breakEven(found)));
            answers.add(new Line("It is paid back", VerdictWords.payback(found)));
        });
        if (verdict instanceof Verdict.NotWorthIt not) {
            not.lever()
                    .ifPresent(lever -> answers.add(new Line(
                            "Cheapest way to save",
                            lever.what() + ": USD " + Figures.usd(lever.savingAMonth()) + " a month for USD "
                                    + Figures.usd(lever.oneOff()) + " once")));
        }
        return answers;
    }

    private static String instead(Assessment assessment) {
        Optional<ArmFindings> recommended = assessment.arms().stream()
                .filter(arm -> arm.name().equals(assessment.recommended()))
                .findFirst();
        return recommended
                .map(arm -> (arm.answering().isEmpty() ? "" : capital(VerdictWords.kind(arm)) + ". ")
                        + VerdictWords.alone(arm, assessment.targetRisk()) + " A case costs USD "
                        + Figures.usd(arm.costPerCaseUsd()) + ", people included" + saving(arm) + ".")
                .orElse("");
    }

    private static String saving(ArmFindings arm) {
        return arm.monthlySaving()
                .map(saving -> "; that is USD " + Figures.usd(Math.abs(saving.median())) + " a month "
                        + (saving.median() < 0 ? "more" : "less") + " than people alone")
                .orElse("");
    }

    private static String capital(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private static List<TermRow> terms(List<Comparison.Term> terms) {
        double largest = terms.stream()
                .mapToDouble(term -> Math.abs(term.difference()))
                .max()
                .orElse(0);
        return terms.stream()
                .filter(term -> term.alternative() != 0 || term.tuned() != 0)
                .map(term -> new TermRow(
                        term.term().word(),
                        Figures.usd(term.alternative()),
                        Figures.usd(term.tuned()),
                        difference(term.difference()),
                        largest == 0 ? 0 : Math.round(1_000 * term.difference() / largest) / 1_000.0))
                .toList();
    }

    private static String difference(double saved) {
        return saved == 0 ? "the same" : (saved > 0 ? "saves " : "costs ") + Figures.usd(Math.abs(saved));
    }

    private static FlipRow row(Flip flip) {
        return new FlipRow(
                flip.input().text(),
                InputWords.range(flip.input().quantity(), flip.estimate()) + ", "
                        + flip.estimate().source().word(),
                InputWords.value(flip.input().quantity(), flip.at().orElseThrow())
                        + (flip.insideRange() ? ", inside the range" : ""));
    }
}
