package io.assay.local.assess.protocol;

import io.assay.core.resampling.LabelNoise;
import io.assay.core.resampling.Part;
import io.assay.core.resampling.Parts;
import io.assay.core.resampling.Shares;
import io.assay.core.verdict.Arm;
import io.assay.core.verdict.Availability;
import io.assay.core.verdict.CostModel;
import io.assay.core.verdict.Evidence;
import io.assay.core.verdict.Lever;
import io.assay.core.verdict.MeasuredArm;
import io.assay.core.verdict.Sample;
import io.assay.core.verdict.Values;
import io.assay.core.verdict.Verdict;
import io.assay.core.verdict.VerdictRules;
import io.assay.local.assess.ArmFindings;
import io.assay.local.assess.Assessment;
import io.assay.local.assess.LatestFifth;
import io.assay.local.assess.arms.AnsweringArm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The protocol of the verdict's specification, section 2, over five folds: each group of cases is tested exactly once, by
 * arms that were fitted, chosen and certified on other groups. With fewer refits the first folds alone are looked at.
 */
public final class Protocol {
    /** Of the interval of label noise, whose upper end gates. */
    private static final double NOISE_LEVEL = 0.90;

    private static final int BOOTSTRAPS = 2_000;

    private final Question question;
    private final Progress progress;
    private final Sampling sampling;
    private final List<Parts> folds;
    private final ErrorPrices prices;

    /** Told what is being done. */
    public interface Progress {

        /** @param share of all that is done before it, in [0, 1] */
        void at(String what, double share);
    }

    private Protocol(Question question, Progress progress) {
        this.question = question;
        this.progress = progress;
        sampling = Sampling.of(question.cases(), question.seed());
        folds = Parts.folds(question.groups(), Shares.STANDARD, question.seed()).subList(0, question.refits());
        prices = ErrorPrices.of(
                question,
                question.inputs().likely(),
                IntStream.range(0, question.cases().rows().size()).toArray());
    }

    /**
     * What an assessment finds; the rest of {@link Assessment} is the caller's.
     *
     * @param recommended name of an arm
     */
    public record Found(
            Verdict verdict,
            String recommended,
            List<ArmFindings> arms,
            Optional<Assessment.ArmComparison> comparison,
            Optional<Assessment.Money> money,
            Optional<LatestFifth> latestFifth,
            Optional<LabelNoise> labelNoise,
            String selection,
            List<String> unknownPrices) {}

    public static Found run(Question question, Progress progress) {
        return new Protocol(question, progress).run();
    }

    private Found run() {
        List<ArmRun> runs = new ArrayList<>();
        for (AnsweringArm arm : question.arms()) {
            List<FoldOfArm> each = new ArrayList<>();
            for (int fold = 0; fold < folds.size(); fold++) {
                progress.at(
                        arm.name(),
                        (runs.size() + (double) fold / folds.size())
                                / (question.arms().size() + 2));
                each.add(fold(arm, fold, 1));
            }
            runs.add(new ArmRun(question, arm, List.copyOf(each), prices, sampling.weights()));
        }
        Economy economy = new Economy(question, runs, prices, tested(sampling.weights()));
        Map<String, Findings> findings = new LinkedHashMap<>();
        runs.forEach(run -> findings.put(run.arm().name(), new Findings(question, run)));
        Optional<LatestFifth> latestFifth = latestFifth(findings);
        Optional<LabelNoise> noise = noise();
        Optional<Economy.Rivals> rivals = economy.rivals();
        boolean possible =
                question.bases().stream().anyMatch(Availability.Available.class::isInstance) && rivals.isPresent();
        Optional<Assessment.Money> money =
                rivals.filter(both -> possible).map(both -> economy.money(both, learned(both, economy)));
        progress.at("money", 1);
        Evidence evidence = new Evidence(
                question.scope(),
                question.inputs().isReference(),
                question.targetRisk(),
                rivals.isPresent() ? question.bases() : List.of(),
                findings.values().stream().map(Findings::evidence).toList(),
                latestFifth.map(Protocol::brokenLater).orElse(Set.of()),
                sample(noise),
                question.monthsToEndOfLife(),
                rivals.map(both -> levers(both, economy)).orElse(List.of()),
                money.map(Assessment.Money::findings));
        Verdict verdict = VerdictRules.decide(evidence);
        return new Found(
                verdict,
                VerdictRules.recommendation(
                        verdict,
                        economy.onTest(),
                        economy.inForce(),
                        question.inputs().likely()),
                arms(economy, findings, noise),
                rivals.flatMap(both -> comparison(both, findings)),
                money,
                latestFifth,
                noise,
                sampling.word(),
                unknownPrices(runs));
    }

    private Optional<LatestFifth> latestFifth(Map<String, Findings> findings) {
        if (!question.everyGroupIsTested()) {
            return Optional.empty(); // to fit again on the earlier cases would be paid for
        }
        return question.cases().times().map(times -> {
            progress.at("the latest fifth", 1 - 1.0 / (question.arms().size() + 2));
            return new LaterTest(question, sampling, times).of(findings);
        });
    }

    private static Set<String> brokenLater(LatestFifth latest) {
        return latest.arms().stream()
                .filter(arm -> !arm.certificateHolds())
                .map(LatestFifth.Arm::name)
                .collect(Collectors.toSet());
    }

    /** @param share of the training rows that the arm learns from, in (0, 1] */
    private FoldOfArm fold(AnsweringArm arm, int fold, double share) {
        Parts parts = folds.get(fold);
        int[] train = parts.rows(Part.TRAIN);
        if (share < 1) {
            boolean[] kept = kept(share);
            train = Arrays.stream(train)
                    .filter(row -> kept[question.groups().groupOf(row)])
                    .toArray();
        }
        return FoldOfArm.of(question, arm, parts, train, sampling);
    }

    /** Groups at random, the same whenever the share is, and all of a smaller share in a larger. */
    private boolean[] kept(double share) {
        SplittableRandom random = new SplittableRandom(question.seed());
        boolean[] kept = new boolean[question.groups().count()];
        for (int group = 0; group < kept.length; group++) {
            kept[group] = random.nextDouble() < share;
        }
        return kept;
    }

    private Optional<LabelNoise> noise() {
        long pairs = question.cases().rows().stream()
                .filter(row -> row.second().isPresent())
                .count();
        if (pairs > 0) {
            long conflicts = question.cases().rows().stream()
                    .filter(row -> row.second().isPresent() && row.second().get() != row.right())
                    .count();
            return Optional.of(LabelNoise.fromDoubleReview(pairs, conflicts, NOISE_LEVEL));
        }
        return LabelNoise.fromNearDuplicates(
                question.groups(), question.cases().right(), BOOTSTRAPS, NOISE_LEVEL, question.seed());
    }

    /** Weights of what is tested; the rest has none. */
    private double[] tested(double[] weights) {
        double[] tested = new double[weights.length];
        for (Parts parts : folds) {
            for (int row : parts.rows(Part.TEST)) {
                tested[row] = weights[row];
            }
        }
        return tested;
    }

    /** Where nothing was decided twice, nothing is known of the noise: it may be anything. */
    private static double noiseUpper(Optional<LabelNoise> noise) {
        return noise.map(known -> known.interval().upper()).orElse(0.5);
    }

    private Sample sample(Optional<LabelNoise> noise) {
        long rows = question.cases().rows().size();
        return new Sample(
                rows,
                folds.stream().mapToLong(parts -> parts.rows(Part.TEST).length).sum(),
                Math.round(rows * Shares.STANDARD.train()),
                folds.size(),
                question.inputs().likely().volume(), // people, the process in force, decide every case
                noise.map(LabelNoise::rate).orElse(0.0),
                noiseUpper(noise));
    }

    private List<ArmFindings> arms(Economy economy, Map<String, Findings> findings, Optional<LabelNoise> noise) {
        return economy.onTest().stream()
                .map(measured -> {
                    Optional<Findings> own =
                            Optional.ofNullable(findings.get(measured.arm().name()));
                    return new ArmFindings(
                            measured.arm().name(),
                            measured.arm().kind(),
                            answeredBy(measured),
                            own.map(found -> found.answering(noiseUpper(noise))),
                            economy.costPerCase(measured),
                            own.map(found -> economy.monthlySaving(measured)));
                })
                .toList();
    }

    private String answeredBy(MeasuredArm measured) {
        return question.arms().stream()
                .filter(arm -> arm.name().equals(measured.arm().name()))
                .findFirst()
                .map(AnsweringArm::answeredBy)
                .orElse(Economy.PEOPLE);
    }

    private static Optional<Assessment.ArmComparison> comparison(
            Economy.Rivals rivals, Map<String, Findings> findings) {
        Findings alternative = findings.get(rivals.alternative());
        Findings tuned = findings.get(rivals.tuned());
        return alternative == null || tuned == null ? Optional.empty() : Optional.of(tuned.against(alternative));
    }

    /**
     * What twice the training rows would take off a case of the tuned arm, less what they would take off its
     * alternative's, USD: from the costs with ¼, ½ and all of the rows, each further doubling by as much less as the last.
     */
    private double learned(Economy.Rivals rivals, Economy economy) {
        if (!question.everyGroupIsTested()) {
            return 0; // to fit again on less would be paid for
        }
        return learned(rivals.tuned(), economy) - learned(rivals.alternative(), economy);
    }

    private double learned(String name, Economy economy) {
        Optional<AnsweringArm> arm = question.arms().stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst();
        if (arm.isEmpty()) {
            return 0; // people learn nothing from rows
        }
        progress.at(
                "what more rows would do for " + name,
                1 - 1.0 / (question.arms().size() + 2));
        double all = economy.costPerCase(economy.measured(name));
        double half = economy.costPerCase(partly(arm.get(), 0.5));
        double quarter = economy.costPerCase(partly(arm.get(), 0.25));
        double last = half - all;
        double before = quarter - half;
        return last <= 0 ? 0 : last * (before <= 0 ? 1 : Math.min(1, last / before));
    }

    private MeasuredArm partly(AnsweringArm arm, double share) {
        List<FoldOfArm> each = new ArrayList<>();
        for (int fold = 0; fold < folds.size(); fold++) {
            each.add(fold(arm, fold, share));
        }
        ArmRun run = new ArmRun(question, arm, each, prices, sampling.weights());
        return new MeasuredArm(Arm.plain(arm.name(), arm.kind()), run.measured());
    }

    /** What saves without tuning: the alternative itself, over people alone. */
    private List<Lever> levers(Economy.Rivals rivals, Economy economy) {
        if (rivals.alternative().equals(Economy.PEOPLE)) {
            return List.of();
        }
        Values likely = question.inputs().likely();
        double saving = CostModel.monthly(economy.inForce(), likely).total()
                - CostModel.monthly(economy.measured(rivals.alternative()), likely)
                        .total();
        return List.of(new Lever(Lever.Kind.ARM, rivals.alternative() + " instead of people alone", saving, 0));
    }

    private List<String> unknownPrices(List<ArmRun> runs) {
        return runs.stream()
                .flatMap(run -> run.tested().stream()
                        .limit(1)
                        .flatMap(
                                given -> question
                                        .bill(run.arm().name())
                                        .missing(given.one().answer().usage(), run.trainingTokens())
                                        .stream()))
                .distinct()
                .toList();
    }
}
