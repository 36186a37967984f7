package io.assay.local.assess.protocol;

import io.assay.core.calibration.Auroc;
import io.assay.core.calibration.CalibrationError;
import io.assay.core.calibration.RiskCoverage;
import io.assay.core.calibration.ScoredAnswer;
import io.assay.core.calibration.Scores;
import io.assay.core.resampling.BootstrapInterval;
import io.assay.core.resampling.ClusterBootstrap;
import io.assay.core.resampling.GroupedRatio;
import io.assay.core.resampling.Groups;
import io.assay.core.resampling.Shares;
import io.assay.core.statistics.Acceptance;
import io.assay.core.statistics.CertificateSampleSize;
import io.assay.core.statistics.ClopperPearson;
import io.assay.core.statistics.CoverageGrid;
import io.assay.core.statistics.ErrorCount;
import io.assay.core.statistics.Interval;
import io.assay.core.statistics.LabelExclusion;
import io.assay.core.statistics.McNemar;
import io.assay.core.verdict.ArmEvidence;
import io.assay.local.assess.ArmFindings;
import io.assay.local.assess.Assessment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the test part says of one arm. */
final class Findings {
    private static final int BOOTSTRAPS = 2_000;
    private static final double LEVEL = 0.95;
    private static final double POWER = 0.8;
    private static final int WORST = 10;
    /** Coverages at which the rows that a certificate takes are looked for. */
    private static final int STEPS = 20;

    private final Question question;
    private final ArmRun run;
    private final List<ArmRun.Given> tested;
    private final List<ScoredAnswer> scored;
    private final RiskCoverage curve;
    private final Optional<Auroc> auroc;
    private final double[] weights;

    Findings(Question question, ArmRun run) {
        this.question = question;
        this.run = run;
        tested = run.tested();
        weights = run.testWeights();
        scored = tested.stream()
                .map(given -> given.fold().confidence().of(given.one()))
                .toList();
        curve = RiskCoverage.of(scored);
        auroc = Auroc.of(scored);
    }

    ArmFindings.Answering answering(double noiseUpper) {
        return new ArmFindings.Answering(
                source(),
                interval(right()),
                Scores.of(scored),
                CalibrationError.of(scored, CalibrationError.BINS),
                auroc,
                curve,
                certified(noiseUpper),
                (double) tested.stream().filter(ArmRun.Given::acts).count() / tested.size(),
                confusions(),
                excluded());
    }

    /** The source that most folds chose. */
    private String source() {
        return run.folds().stream()
                .collect(Collectors.groupingBy(fold -> fold.confidence().source(), TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
    }

    /** 1 where the answer was right, else 0, one a row; 0 too for what was not tested, and so has no weight. */
    double[] right() {
        double[] right = new double[question.groups().rows()];
        for (ArmRun.Given given : tested) {
            right[given.one().row()] = given.one().right() ? 1 : 0;
        }
        return right;
    }

    private Interval interval(double[] values) {
        Groups groups = question.groups();
        return BootstrapInterval.percentile(
                new ClusterBootstrap(groups, BOOTSTRAPS, question.seed())
                        .replicates(GroupedRatio.weightedMean(groups, values, weights)),
                LEVEL);
    }

    /** Held only if every fold's predictor holds one. */
    private boolean holdsCertificate() {
        return run.folds().stream().noneMatch(fold -> fold.region().isEmpty());
    }

    private Optional<ArmFindings.Certified> certified(double noiseUpper) {
        if (!holdsCertificate()) {
            return Optional.empty();
        }
        List<Acceptance> widest = run.folds().stream()
                .map(fold -> fold.region().getLast().acceptance())
                .toList();
        double[] thresholds = widest.stream()
                .mapToDouble(acceptance -> acceptance.threshold().orElse(Double.NEGATIVE_INFINITY))
                .sorted()
                .toArray();
        double middle = thresholds[thresholds.length / 2];
        double[] coverages =
                widest.stream().mapToDouble(Acceptance::coverage).sorted().toArray();
        List<ArmRun.Given> accepted = tested.stream()
                .filter(given -> given.fold().accepted(given.one()))
                .toList();
        double wrong = accepted.stream().filter(given -> !given.one().right()).count();
        return Optional.of(new ArmFindings.Certified(
                question.targetRisk(),
                question.delta(),
                Double.isInfinite(middle) ? OptionalDouble.empty() : OptionalDouble.of(middle),
                coverages[coverages.length / 2],
                accepted.isEmpty() ? Double.NaN : wrong / accepted.size(),
                noiseUpper > question.targetRisk() / 2));
    }

    private List<ArmFindings.Confusion> confusions() {
        Map<List<Integer>, Long> counts = tested.stream()
                .filter(given -> !given.one().right() && !given.one().offSchema())
                .collect(Collectors.groupingBy(
                        given -> List.of(
                                question.cases().rows().get(given.one().row()).right(),
                                given.one().answer().label()),
                        Collectors.counting()));
        return counts.entrySet().stream()
                .sorted(Map.Entry.<List<Integer>, Long>comparingByValue()
                        .reversed()
                        .thenComparing(entry -> entry.getKey().getFirst())
                        .thenComparing(entry -> entry.getKey().getLast()))
                .limit(WORST)
                .map(entry -> new ArmFindings.Confusion(
                        label(entry.getKey().getFirst()), label(entry.getKey().getLast()), entry.getValue()))
                .toList();
    }

    private String label(int place) {
        return question.cases().labels().get(place);
    }

    private List<ArmFindings.ExcludedLabel> excluded() {
        Map<Integer, LabelExclusion> all = new TreeMap<>();
        run.folds().forEach(fold -> all.putAll(fold.excluded()));
        return all.entrySet().stream()
                .map(entry -> new ArmFindings.ExcludedLabel(
                        label(entry.getKey()),
                        "its errors may be up to %.1f %% (95 %% sure), %.1f %% are allowed"
                                .formatted(
                                        100 * entry.getValue().upperError(),
                                        100 * entry.getValue().cap())))
                .toList();
    }

    ArmEvidence evidence() {
        return new ArmEvidence(
                run.arm().name(),
                run.folds().stream().allMatch(FoldOfArm::riskCertifiable),
                holdsCertificate(),
                auroc.map(area -> area.upperBound(LEVEL)).orElse(Double.NaN),
                tested.stream().filter(given -> !given.one().right()).count(),
                separable(),
                brokenCaps(),
                certificateRows());
    }

    /** The greatest smaller side that a threshold leaves. */
    private double separable() {
        return curve.points().stream()
                .mapToDouble(point -> Math.min(point.coverage(), 1 - point.coverage()))
                .max()
                .orElse(0);
    }

    private List<ArmEvidence.BrokenCap> brokenCaps() {
        Map<Integer, ErrorCount> acting = new HashMap<>();
        for (ArmRun.Given given : tested) {
            if (given.acts()) {
                acting.merge(
                        given.one().answer().label(),
                        new ErrorCount(given.one().right() ? 0 : 1, 1),
                        (one, other) -> new ErrorCount(one.errors() + other.errors(), one.of() + other.of()));
            }
        }
        Map<Integer, Double> caps = new HashMap<>(question.caps());
        caps.keySet().retainAll(acting.keySet()); // who never acts on a label keeps its cap
        return LabelExclusion.of(acting, caps).entrySet().stream()
                .map(entry -> new ArmEvidence.BrokenCap(label(entry.getKey()), lacking(entry.getValue())))
                .toList();
    }

    private static long lacking(LabelExclusion broken) {
        ErrorCount seen = broken.selected();
        long needed = CertificateSampleSize.passing(seen.errors(), broken.cap(), 1 - LEVEL);
        return Math.max(1, needed - seen.of());
    }

    /** N_cert: at each coverage, from the upper end of what its risk may be; the coverage that takes fewest rows in all. */
    private OptionalLong certificateRows() {
        long fewest = Long.MAX_VALUE;
        for (int step = 1; step <= STEPS; step++) {
            int place = (int) Math.ceil((double) step / STEPS * curve.points().size()) - 1;
            RiskCoverage.Point point = curve.points().get(Math.max(0, place));
            double upper = ClopperPearson.upper(new ErrorCount(point.errors(), point.accepted()), 1 - LEVEL);
            OptionalLong accepted = CertificateSampleSize.accepted(
                    question.targetRisk(), question.delta() / CoverageGrid.STARTS, upper, POWER);
            if (accepted.isPresent()) {
                double inAll = accepted.getAsLong() / point.coverage() / Shares.STANDARD.certify();
                fewest = Math.min(fewest, (long) Math.ceil(inAll));
            }
        }
        return fewest == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(fewest);
    }

    /** This arm, the tuned one, against another on the same cases. */
    Assessment.ArmComparison against(Findings alternative) {
        double[] here = right();
        double[] there = alternative.right();
        double[] gain = new double[here.length];
        long onlyHere = 0;
        long onlyThere = 0;
        double sum = 0;
        double all = 0;
        for (int row = 0; row < gain.length; row++) {
            gain[row] = here[row] - there[row];
            onlyHere += gain[row] > 0 ? 1 : 0;
            onlyThere += gain[row] < 0 ? 1 : 0;
            sum += weights[row] * gain[row];
            all += weights[row];
        }
        return new Assessment.ArmComparison(
                alternative.run.arm().name(),
                run.arm().name(),
                McNemar.exact(onlyHere, onlyThere),
                sum / all,
                interval(gain));
    }
}
