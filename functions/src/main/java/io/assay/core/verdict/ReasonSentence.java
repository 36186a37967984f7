package io.assay.core.verdict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The reason of a verdict, one sentence, in the form of the verdict's specification, section 5. */
final class ReasonSentence {
    private final Evidence evidence;

    ReasonSentence(Evidence evidence) {
        this.evidence = evidence;
    }

    /** Each rule that refuses, with the first base that it refuses. */
    String notPossible(List<Availability.Refused> refused) {
        Map<String, String> byRule = new LinkedHashMap<>();
        for (Availability.Refused base : refused) {
            for (Availability.Refusal refusal : base.refusals()) {
                byRule.putIfAbsent(
                        refusal.rule(),
                        base.base().model() + " in " + base.base().region() + ": " + refusal.text() + " (rule "
                                + refusal.rule() + ")");
            }
        }
        return scope() + ": nothing can be tuned"
                + (byRule.isEmpty() ? ", no base is listed" : "; " + String.join("; ", byRule.values())) + ".";
    }

    String cannotRank() {
        String why = "no arm's confidence tells right answers from wrong ones, so nothing may be automated";
        return evidence.money().map(money -> of(money, why)).orElse(scope() + ": " + why + ".");
    }

    String worthIt(MoneyFindings money) {
        Comparison.Term term = best(money);
        return of(
                money,
                "what decides is " + term.term().word() + ", USD " + Figures.usd(term.difference()) + " less in "
                        + money.months() + " months");
    }

    String notWorthIt(MoneyFindings money, Optional<Lever> lever, String why) {
        List<String> parts = new ArrayList<>(List.of(why));
        if (money.gapAMonth() > 0 && Double.isFinite(money.gapAMonth())) {
            parts.add("it would have to save USD " + Figures.usd(money.gapAMonth()) + " a month more");
        }
        Comparison.Term term = against(money);
        if (term.difference() < 0) {
            parts.add("what weighs most is " + term.term().word() + ", USD " + Figures.usd(-term.difference())
                    + " more in " + money.months() + " months");
        }
        lever.ifPresent(other -> parts.add(
                "cheapest lever: " + other.what() + ", USD " + Figures.usd(other.savingAMonth()) + " a month"));
        return of(money, String.join("; ", parts));
    }

    String notYet(MoneyFindings money, Need first) {
        return of(money, "undecided for want of " + first.text() + ": " + first.why());
    }

    private String of(MoneyFindings money, String decisive) {
        Quantiles saving = money.monthlySaving();
        boolean saves = saving.median() >= 0;
        return scope() + ": tuning " + (saves ? "saves" : "costs") + " USD " + Figures.usd(Math.abs(saving.median()))
                + " a month (90 %: " + Figures.usd(saves ? saving.q05() : -saving.q95()) + " to "
                + Figures.usd(saves ? saving.q95() : -saving.q05()) + ") over " + money.alternative() + "; "
                + breakEven(money.breakEven()) + ", " + payback(money) + "; " + decisive + ".";
    }

    private String scope() {
        String phrase = evidence.scope().phrase();
        return evidence.referenceProfile()
                ? "At the reference profile, " + phrase
                : Character.toUpperCase(phrase.charAt(0)) + phrase.substring(1);
    }

    private static String breakEven(double casesPerMonth) {
        if (casesPerMonth == 0) {
            return "pays at any volume";
        }
        return Double.isInfinite(casesPerMonth)
                ? "pays at no volume"
                : "pays above " + Figures.count(Math.ceil(casesPerMonth)) + " cases a month";
    }

    private static String payback(MoneyFindings money) {
        return Double.isInfinite(money.paybackMonth())
                ? "not back within " + money.months() + " months"
                : "back in " + Figures.count(money.paybackMonth()) + " months";
    }

    /** The term in which tuning saves most. */
    static Comparison.Term best(MoneyFindings money) {
        return money.terms().stream()
                .max(Comparator.comparingDouble(Comparison.Term::difference))
                .orElseThrow(() -> new IllegalArgumentException("no cost terms"));
    }

    /** The term in which tuning costs most. */
    static Comparison.Term against(MoneyFindings money) {
        return money.terms().stream()
                .min(Comparator.comparingDouble(Comparison.Term::difference))
                .orElseThrow(() -> new IllegalArgumentException("no cost terms"));
    }
}
