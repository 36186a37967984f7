package io.assay.local.assess.report;

import io.assay.core.calibration.Auroc;
import io.assay.core.calibration.CalibrationError;
import io.assay.core.calibration.RiskCoverage;
import io.assay.core.calibration.ScoredAnswer;
import io.assay.core.calibration.Scores;
import io.assay.core.resampling.LabelNoise;
import io.assay.core.statistics.ErrorCount;
import io.assay.core.statistics.Interval;
import io.assay.core.statistics.Wilson;
import io.assay.core.verdict.Arm;
import io.assay.core.verdict.CaseMeans;
import io.assay.core.verdict.Comparison;
import io.assay.core.verdict.Flip;
import io.assay.core.verdict.Hosting;
import io.assay.core.verdict.Inputs;
import io.assay.core.verdict.Lever;
import io.assay.core.verdict.MeasuredArm;
import io.assay.core.verdict.MoneyFindings;
import io.assay.core.verdict.MonteCarlo;
import io.assay.core.verdict.Need;
import io.assay.core.verdict.Quantiles;
import io.assay.core.verdict.Verdict;
import io.assay.core.verdict.VerdictScope;
import io.assay.local.assess.ArmFindings;
import io.assay.local.assess.Assessment;
import io.assay.local.assess.LatestFifth;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;

/** Assessments like those of the two public data sets, and one of each verdict. */
final class Assessments {
    static final double RISK = 0.05;
    static final double DELTA = 0.05;
    private static final int ANSWERS = 3_000;
    private static final long DRAWS_SEED = 11;
    private static final Inputs INPUTS = Inputs.reference(Set.of("tuned"));
    private static final CaseMeans PEOPLE = CaseMeans.people(0);
    private static final Arm RETRIEVAL = Arm.plain("retrieval", Arm.Kind.RETRIEVAL);
    private static final Arm TUNED = new Arm(
            "tuned",
            Arm.Kind.TUNED,
            2,
            new Arm.Running(new Hosting.OnDemand(), 1, 1.95, 0, 0),
            new Arm.Building(0, 6.54, 0, 0),
            new Arm.Retraining(OptionalInt.of(12), 0, OptionalDouble.empty(), 0, 6.54, 0, 0));

    private Assessments() {}

    /** 77 labels, retrieval nearly as good as a trained head. */
    static Assessment notWorthIt() {
        CaseMeans retrieval = new CaseMeans(0.000026, 0.86, 0.036, 0);
        CaseMeans tuned = new CaseMeans(0.000008, 0.875, 0.0363, 0);
        Assessment.Money money = money(retrieval, tuned);
        return assessment(
                "banking77.csv",
                13_083,
                77,
                new Verdict.NotWorthIt(
                        reason(
                                money,
                                "in 95 % of the simulations it gains less than USD 6,600, the least that is worth it"),
                        "retrieval",
                        1_210,
                        Optional.of(new Lever(Lever.Kind.LABELS, "40 labels for card_arrival", 310, 80)),
                        List.of()),
                "retrieval",
                List.of(
                        arm("label names", Arm.Kind.PROMPT, 0.62, Optional.empty(), 1.9, 2_100),
                        arm("retrieval", Arm.Kind.RETRIEVAL, 0.911, Optional.of(0.82), 0.676, 26_480),
                        arm("tuned", Arm.Kind.TUNED, 0.915, Optional.of(0.84), 0.655, 26_900),
                        people()),
                Optional.of(money));
    }

    /** 151 labels, a trained head clearly better. */
    static Assessment worthIt() {
        CaseMeans retrieval = new CaseMeans(0.000026, 0.79, 0.03, 0);
        CaseMeans tuned = new CaseMeans(0.000008, 0.95, 0.025, 0);
        Assessment.Money money = money(retrieval, tuned);
        return assessment(
                "clinc150.csv",
                23_700,
                151,
                new Verdict.WorthIt(
                        reason(money, "what decides is people's time for cases, USD 102,340 less in 24 months")),
                "tuned",
                List.of(
                        arm("label names", Arm.Kind.PROMPT, 0.7, Optional.of(0.31), 1.62, 7_600),
                        arm("retrieval", Arm.Kind.RETRIEVAL, 0.909, Optional.of(0.8), 0.75, 25_000),
                        arm("tuned", Arm.Kind.TUNED, 0.951, Optional.of(0.97), 0.37, 32_600),
                        people()),
                Optional.of(money));
    }

    static Assessment notYet() {
        Assessment much = worthIt();
        return changed(
                much,
                new Verdict.NotYet(
                        "At the reference profile, rehearsal on a stand-in model, no evidence about Bedrock: tuning saves USD"
                                + " 2,410 a month (90 %: -300 to 5,100) over retrieval; pays above 11,900 cases a month, back"
                                + " in 11 months; undecided for want of 2,959 more reviewed rows: fewer leave open whether it"
                                + " pays.",
                        List.of(
                                new Need(Need.Kind.ROWS, 2_959, "reviewed rows", "fewer leave open whether it pays"),
                                new Need(
                                        Need.Kind.DOUBLE_REVIEW,
                                        1_200,
                                        "rows reviewed twice",
                                        "label noise may be above half the target risk"),
                                new Need(Need.Kind.INPUTS, 1, "volume", "the range given holds both answers"))),
                "retrieval",
                much.arms(),
                much.money());
    }

    static Assessment cannotRank() {
        Assessment much = worthIt();
        return changed(
                much,
                new Verdict.CannotRank(
                        "At the reference profile, rehearsal on a stand-in model, no evidence about Bedrock: no arm's"
                                + " confidence tells right answers from wrong ones, so nothing may be automated."),
                "people",
                List.of(
                        arm("label names", Arm.Kind.PROMPT, 0.7, Optional.empty(), 2.4, -7_600),
                        arm("tuned", Arm.Kind.TUNED, 0.85, Optional.empty(), 2.2, -3_200),
                        people()),
                Optional.empty());
    }

    /** Nothing was reckoned and no arm is tuned. */
    static Assessment notPossible() {
        Assessment much = notWorthIt();
        return changed(
                much,
                new Verdict.NotPossible(
                        "At the reference profile, rehearsal on a stand-in model, no evidence about Bedrock: nothing can be"
                                + " tuned; amazon.nova-micro-v1:0 in us-east-1: the data may not go to us-east-1 (rule"
                                + " region).",
                        List.of("region")),
                "retrieval",
                List.of(much.arms().get(1), people()),
                Optional.empty());
    }

    /** Retrieval as good on the latest cases as on others; fine-tuned worse, and its guarantee broken. */
    static Assessment driftedWithTime() {
        Assessment from = worthIt();
        return new Assessment(
                from.file(),
                from.date(),
                from.seed(),
                from.openings(),
                from.scope(),
                from.records(),
                from.groups(),
                from.labels(),
                from.selection(),
                from.targetRisk(),
                from.delta(),
                from.verdict(),
                from.recommended(),
                from.arms(),
                from.comparison(),
                from.money(),
                Optional.of(new LatestFifth(
                        4_740,
                        LocalDate.of(2026, 9, 14),
                        List.of(
                                new LatestFifth.Arm(
                                        "label names", 0.69, new Interval(0.67, 0.71), 0.7, Optional.empty()),
                                new LatestFifth.Arm(
                                        "retrieval",
                                        0.905,
                                        new Interval(0.896, 0.914),
                                        0.909,
                                        Optional.of(new LatestFifth.Certified(0.79, 0.038, false))),
                                new LatestFifth.Arm(
                                        "tuned",
                                        0.9,
                                        new Interval(0.89, 0.91),
                                        0.951,
                                        Optional.of(new LatestFifth.Certified(0.96, 0.081, true)))))),
                from.labelNoise(),
                from.inputs(),
                from.prices(),
                from.assumptions());
    }

    static List<Assessment> ofEachVerdict() {
        return List.of(notPossible(), cannotRank(), worthIt(), notWorthIt(), notYet());
    }

    /** The same with another verdict; no comparison where no money was reckoned. */
    static Assessment changed(
            Assessment from,
            Verdict verdict,
            String recommended,
            List<ArmFindings> arms,
            Optional<Assessment.Money> money) {
        return new Assessment(
                from.file(),
                from.date(),
                from.seed(),
                from.openings(),
                from.scope(),
                from.records(),
                from.groups(),
                from.labels(),
                from.selection(),
                from.targetRisk(),
                from.delta(),
                verdict,
                recommended,
                arms,
                money.isPresent() ? from.comparison() : Optional.empty(),
                money,
                from.latestFifth(),
                from.labelNoise(),
                from.inputs(),
                from.prices(),
                from.assumptions());
    }

    private static Assessment assessment(
            String file,
            long records,
            int labels,
            Verdict verdict,
            String recommended,
            List<ArmFindings> arms,
            Optional<Assessment.Money> money) {
        return new Assessment(
                file,
                LocalDate.of(2026, 12, 1),
                7,
                2,
                VerdictScope.REHEARSAL,
                records,
                records - 810,
                labels,
                "unknown",
                RISK,
                DELTA,
                verdict,
                recommended,
                arms,
                Optional.of(
                        new Assessment.ArmComparison("retrieval", "tuned", 0.21, 0.004, new Interval(-0.002, 0.010))),
                money,
                Optional.empty(),
                Optional.of(LabelNoise.fromDoubleReview(900, 36, 0.95)),
                INPUTS,
                new Assessment.PricesUsed(
                        "the prices that come with Assay",
                        "amazon.nova-micro-v1:0",
                        "us-east-1",
                        Optional.of(LocalDate.of(2026, 11, 20)),
                        false),
                List.of(
                        "A head trained on embeddings stands in for a fine-tuned model.",
                        "A case that a model passes on takes a person as long as one from scratch."));
    }

    /** Draws that vary both arms by about a hundredth. */
    private static Assessment.Money money(CaseMeans retrieval, CaseMeans tuned) {
        Map<String, CaseMeans> measured = Map.of("retrieval", retrieval, "tuned", tuned);
        MonteCarlo draws = MonteCarlo.run(
                MonteCarlo.Arms.of(RETRIEVAL, TUNED),
                INPUTS,
                measured,
                seed -> drawn(retrieval, tuned, seed),
                200,
                DRAWS_SEED);
        Comparison likely =
                Comparison.of(new MeasuredArm(RETRIEVAL, retrieval), new MeasuredArm(TUNED, tuned), INPUTS.likely());
        return new Assessment.Money(
                MoneyFindings.of(draws, likely, Flip.of(draws, INPUTS), OptionalDouble.empty()),
                draws.probabilityPays(),
                likely.cumulative());
    }

    private static Map<String, CaseMeans> drawn(CaseMeans retrieval, CaseMeans tuned, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return Map.of("retrieval", varied(retrieval, random), "tuned", varied(tuned, random));
    }

    private static CaseMeans varied(CaseMeans means, SplittableRandom random) {
        return new CaseMeans(
                means.tokenUsd(),
                Math.min(1, means.automated() + 0.003 * random.nextGaussian()),
                Math.max(0, means.errorUnits() + 0.0006 * random.nextGaussian()),
                means.peopleErrorUnits());
    }

    private static String reason(Assessment.Money money, String decisive) {
        double saving = money.findings().monthlySaving().median();
        return "At the reference profile, rehearsal on a stand-in model, no evidence about Bedrock: tuning saves USD "
                + Figures.usd(saving) + " a month over retrieval; " + decisive + ".";
    }

    private static ArmFindings people() {
        return new ArmFindings(
                "people", Arm.Kind.PEOPLE, "people alone", Optional.empty(), 2 + PEOPLE.tokenUsd(), Optional.empty());
    }

    static ArmFindings arm(
            String name, Arm.Kind kind, double accuracy, Optional<Double> coverage, double cost, double saving) {
        return new ArmFindings(
                name,
                kind,
                "MiniLM-L6-v2, local stand-in",
                Optional.of(answering(accuracy, coverage)),
                cost,
                Optional.of(new Quantiles(saving - 900, saving, saving + 900)));
    }

    private static ArmFindings.Answering answering(double accuracy, Optional<Double> coverage) {
        List<ScoredAnswer> answers = answers(accuracy);
        Scores scores = Scores.of(answers);
        long wrong = answers.stream().filter(answer -> !answer.right()).count();
        Interval errors = Wilson.interval(new ErrorCount(wrong, ANSWERS), 0.05);
        return new ArmFindings.Answering(
                "selector",
                new Interval(1 - errors.upper(), 1 - errors.lower()),
                scores,
                CalibrationError.of(answers, CalibrationError.BINS),
                Auroc.of(answers),
                RiskCoverage.of(answers),
                coverage.map(share -> new ArmFindings.Certified(
                        RISK,
                        DELTA,
                        share < 0.95 ? OptionalDouble.of(0.713) : OptionalDouble.empty(),
                        share,
                        0.029,
                        true)),
                coverage.orElse(0.0) * 0.98,
                List.of(
                        new ArmFindings.Confusion("card_arrival", "card_delivery_estimate", 31),
                        new ArmFindings.Confusion("pending_transfer", "transfer_timing", 18),
                        new ArmFindings.Confusion("top_up_failed", "top_up_reverted", 12)),
                coverage.isEmpty()
                        ? List.of()
                        : List.of(new ArmFindings.ExcludedLabel(
                                "lost_or_stolen_card", "up to 7.2 % of its answers may be wrong, its cap is 1 %")));
    }

    /** Confidences that are nearly what they say. */
    private static List<ScoredAnswer> answers(double accuracy) {
        Random random = new Random(Math.round(accuracy * 1_000));
        double spread = accuracy / (1 - accuracy);
        List<ScoredAnswer> answers = new ArrayList<>();
        for (int i = 0; i < ANSWERS; i++) {
            double said = Math.pow(random.nextDouble(), 1 / spread);
            answers.add(ScoredAnswer.raw(said, random.nextDouble() < Math.min(1, said * 1.015)));
        }
        return answers;
    }
}
