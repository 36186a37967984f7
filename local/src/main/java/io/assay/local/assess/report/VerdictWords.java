package io.assay.local.assess.report;

import io.assay.core.verdict.MoneyFindings;
import io.assay.core.verdict.Need;
import io.assay.core.verdict.Quantiles;
import io.assay.core.verdict.Verdict;
import io.assay.core.verdict.VerdictScope;
import io.assay.local.assess.ArmFindings;
import io.assay.local.assess.Assessment;
import io.assay.local.assess.LatestFifth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The verdict for somebody who has never heard of any of this. */
final class VerdictWords {
    private VerdictWords() {}

    static String scope(VerdictScope scope) {
        return switch (scope) {
            case REHEARSAL ->
                "A rehearsal on a stand-in model: it shows how the method works and is no evidence about Bedrock.";
            case BEDROCK -> "Answered by models on Bedrock.";
            case ANSWERS ->
                "For the answers that were given in a file: nothing is known about what another system would answer.";
        };
    }

    static String headline(Verdict verdict) {
        return switch (verdict) {
            case Verdict.WorthIt worth -> "Fine-tuning pays";
            case Verdict.NotWorthIt not -> "Fine-tuning does not pay";
            case Verdict.NotYet yet -> "It is still open whether fine-tuning pays";
            case Verdict.CannotRank cannot -> "No case may be decided without a person";
            case Verdict.NotPossible not -> "No model can be fine-tuned for this";
        };
    }

    /** The verdict in one or two plain sentences. */
    static String inWords(Assessment assessment) {
        return switch (assessment.verdict()) {
            case Verdict.CannotRank cannot ->
                "The models give a confidence (how sure they are) with each answer, but it does not tell right answers"
                        + " from wrong ones. So there is no safe way to pick cases that a model may decide alone.";
            case Verdict.NotPossible not ->
                "Fine-tuning means training a model further on your own cases. Every model that could be trained was"
                        + " refused"
                        + (not.rules().isEmpty() ? "." : " by a rule: " + String.join(", ", not.rules()) + ".");
            case Verdict.WorthIt worth -> outcome(assessment);
            case Verdict.NotWorthIt not -> outcome(assessment);
            case Verdict.NotYet yet -> outcome(assessment);
        };
    }

    private static String outcome(Assessment assessment) {
        return assessment
                .money()
                .map(Assessment.Money::findings)
                .map(money -> outcome(assessment, money))
                .orElse("No money was reckoned.");
    }

    private static String outcome(Assessment assessment, MoneyFindings money) {
        Quantiles delta = money.delta();
        Optional<String> how = assessment.arms().stream()
                .filter(arm -> arm.name().equals(money.alternative()))
                .map(arm -> " (" + kind(arm) + ")")
                .findFirst();
        return "Over " + money.months()
                + " months, fine-tuning (training a model further on your own cases) comes out USD "
                + outcome(delta.median()) + " than " + money.alternative() + how.orElse("")
                + ", the best way without it. With 90 % probability it lies between USD " + outcome(delta.q05())
                + " and USD " + outcome(delta.q95()) + ".";
    }

    private static String outcome(double delta) {
        return Figures.usd(Math.abs(delta)) + (delta < 0 ? " worse" : " better");
    }

    static String breakEven(MoneyFindings money) {
        double volume = money.breakEven();
        String reckoned = "; the money is reckoned for " + Figures.count(money.volume());
        if (volume == 0) {
            return "at any number of cases" + reckoned + " a month";
        }
        return (Double.isFinite(volume)
                        ? "above " + Figures.count(Math.ceil(volume)) + " cases a month"
                        : "at no number of cases a month")
                + reckoned;
    }

    static String payback(MoneyFindings money) {
        double month = money.paybackMonth();
        if (!Double.isFinite(month)) {
            return "not within the " + money.months() + " months looked at";
        }
        return month == 0 ? "at once" : "after " + Figures.count(month) + (month == 1 ? " month" : " months");
    }

    /** What an arm does. */
    static String kind(ArmFindings arm) {
        return switch (arm.kind()) {
            case PEOPLE -> "people decide every case";
            case PROMPT -> "a ready-made model is told which labels there are";
            case RETRIEVAL -> "a ready-made model is shown similar cases that people decided";
            case EMBEDDING_HEAD -> "a small classifier of your own reads a ready-made model's summary of the text";
            case TUNED -> "a model trained further on your own cases";
        };
    }

    /** How many cases it may decide alone, and what is promised of them. */
    static String alone(ArmFindings arm, double targetRisk) {
        if (arm.answering().isEmpty()) {
            return "People decide every case.";
        }
        Optional<ArmFindings.Certified> certificate = arm.answering().get().certificate();
        if (certificate.isEmpty()) {
            return "It may decide no case alone: for no part of the cases could it be shown that at most "
                    + errors(targetRisk) + " in 100 are wrong.";
        }
        ArmFindings.Certified certified = certificate.get();
        return "Of 100 cases it could decide " + Figures.ofHundred(certified.coverage()) + " alone; at most "
                + errors(certified.targetRisk()) + " in 100 of those would be wrong (guaranteed with "
                + Figures.percent(1 - certified.delta()) + " confidence for cases like these)."
                + tested(certified.testRisk())
                + (certified.noiseLimited()
                        ? " Some of the labels it was measured against may be wrong themselves, which weakens the guarantee."
                        : "");
    }

    private static String tested(double risk) {
        return Double.isFinite(risk)
                ? " When tried on cases kept aside, " + errors(risk) + " in 100 of them were wrong."
                : "";
    }

    /** An error rate as so many in 100, for example {@code 2.9}. */
    static String errors(double rate) {
        return Figures.percent(rate).replace(" %", "");
    }

    static String need(Need need) {
        String what = switch (need.kind()) {
            case ROWS, LABELS, REFITS -> Figures.count(need.n()) + " more " + need.of();
            case DOUBLE_REVIEW -> Figures.count(need.n()) + " " + need.of();
            case INPUTS -> "closer figures for " + need.of();
        };
        return what + ": " + need.why();
    }

    static String compared(Assessment.ArmComparison comparison) {
        return "Of 100 cases, " + comparison.tuned() + " is right in " + more(comparison.accuracyGain()) + " than "
                + comparison.alternative() + " (with 95 % confidence between "
                + more(comparison.accuracyGainInterval().lower()) + " and "
                + more(comparison.accuracyGainInterval().upper())
                + "). Were both equally good, a difference as large would come up with probability "
                + Figures.probability(comparison.mcnemarP()) + " (McNemar's test; it decides nothing here).";
    }

    private static String more(double gain) {
        return errors(Math.abs(gain)) + (gain < 0 ? " fewer" : " more");
    }

    /** What the latest fifth was, then a sentence or two an arm. */
    static List<String> latestFifth(LatestFifth latest, double targetRisk) {
        List<String> words = new ArrayList<>();
        words.add("What was learned from the earlier cases alone was tried on the latest fifth, "
                + Figures.count(latest.cases()) + " cases from " + Figures.day(latest.since()) + " on.");
        latest.arms().forEach(arm -> words.add(later(arm, targetRisk)));
        return words;
    }

    private static String later(LatestFifth.Arm arm, double targetRisk) {
        String right = arm.name() + ": right in " + Figures.percent(arm.accuracy()) + " (95 %: "
                + Figures.tenths(arm.accuracyInterval().lower()) + "–"
                + Figures.tenths(arm.accuracyInterval().upper()) + "), on cases drawn at random in "
                + Figures.percent(arm.accuracyAtRandom())
                + (arm.worse() ? ": it gets WORSE with time." : ": no worse that can be shown.");
        return right
                + arm.certificate()
                        .map(certified -> later(certified, targetRisk))
                        .orElse(" The earlier cases gave no guarantee.");
    }

    private static String later(LatestFifth.Certified certified, double targetRisk) {
        if (!Double.isFinite(certified.testRisk())) {
            return " It would have decided none of them alone.";
        }
        return " Of 100 it would have decided " + Figures.ofHundred(certified.coverage()) + " alone, and "
                + errors(certified.testRisk()) + " in 100 of those were wrong"
                + (certified.broken()
                        ? ": MORE than the " + errors(targetRisk) + " that the guarantee allows."
                        : ", where " + errors(targetRisk) + " are allowed.");
    }

    /** In one line, for what a verdict rests on. */
    static String inTime(LatestFifth latest) {
        String worse = latest.arms().stream()
                .filter(arm -> arm.worse()
                        || arm.certificate()
                                .filter(LatestFifth.Certified::broken)
                                .isPresent())
                .map(LatestFifth.Arm::name)
                .collect(Collectors.joining(", "));
        return worse.isEmpty()
                ? "on the latest fifth of the cases no way of answering does worse that can be shown"
                : "on the latest fifth of the cases these do WORSE or break their guarantee: " + worse;
    }

    static String openings(int openings) {
        return openings == 1
                ? "The test part was opened for the first time."
                : "The test part was opened " + openings
                        + " times, this time included: choices made after a look at it flatter the figures.";
    }
}
