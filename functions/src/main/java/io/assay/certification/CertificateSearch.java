package io.assay.certification;

import io.assay.aws.BlindSamples.Row;
import io.assay.core.CertificateInForce;
import io.assay.core.Hashes;
import io.assay.core.Label;
import io.assay.core.Policy;
import io.assay.core.Workflow;
import io.assay.core.WorkflowCertificate;
import io.assay.core.calibration.Calibration;
import io.assay.core.calibration.CalibrationMap;
import io.assay.core.calibration.ScoredAnswer;
import io.assay.core.resampling.Groups;
import io.assay.core.resampling.LabelNoise;
import io.assay.core.statistics.Certificate;
import io.assay.core.statistics.CertificateSampleSize;
import io.assay.core.statistics.ErrorCount;
import io.assay.core.statistics.LabelExclusion;
import io.assay.core.statistics.LearnThenTest;
import io.assay.core.statistics.Scored;
import io.assay.core.verdict.ActingThreshold;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Looks for a certificate in a random sample: labels are excluded and the calibration is fitted on one part, thresholds
 * are certified on the other, and of the certified ones that of least expected cost on the first is taken. Cases of equal
 * input are in one part, chosen by a hash, so that the same sample gives the same certificate.
 *
 * @param targetRisk of the policy, in (0, 1)
 * @param number     that the certificate would have
 * @param look       how often a sample of this predictor was tested, this time included, at least 1
 */
record CertificateSearch(Workflow workflow, String predictor, double targetRisk, int number, int look, Volume volume) {
    /** How long a certificate holds, and how old a review may be that counts for one. */
    static final Duration LIFE = Duration.ofDays(90);

    private static final double FIT = 0.3;
    /** Chance to get a certificate, at this share of the target risk, for which numbers of cases are told. */
    private static final double POWER = 0.8;

    private static final double LIKELY = 0.6;
    private static final BigDecimal MINUTES = BigDecimal.valueOf(60);

    /** What came of it. */
    sealed interface Finding {
        record Found(WorkflowCertificate certificate) implements Finding {}

        /** The sample was tested and certifies nothing. */
        record Nothing(int cases, String reason) implements Finding {}

        /** It was not even tested: whatever the reviews found, there are too few. */
        record TooFew(String reason) implements Finding {}
    }

    /**
     * δ over k(k + 1): the shares of all looks add up to δ, so that however often a sample is tested while it grows, no
     * certificate is wrong with more than that chance.
     */
    private double deltaSpent() {
        return certifying().delta() / ((double) look * (look + 1));
    }

    private Policy.Certifying certifying() {
        return workflow.policy().certifying();
    }

    Finding in(RandomReviews sample, Instant now) {
        Map<Boolean, List<Row>> parts = sample.rows().stream()
                .collect(Collectors.partitioningBy(row -> part(row.sample().group()) < FIT));
        List<Row> fit = parts.getOrDefault(true, List.of());
        List<Row> certify = parts.getOrDefault(false, List.of());
        Set<Label> excluded = excluded(fit);
        excluded.addAll(sample.uncovered());
        List<Scored> rows = certify.stream()
                .filter(row -> mayAct(row, excluded))
                .map(row -> new Scored(row.sample().confidence().value(), row.right()))
                .toList();
        // Of the two starts between which δ is divided, each has to do without the other.
        long fewest = CertificateSampleSize.passing(0, targetRisk, deltaSpent() / 2);
        if (rows.size() < fewest) {
            return new Finding.TooFew(tooFew(sample, certify.size(), rows.size(), fewest));
        }
        List<Certificate> region =
                new LearnThenTest(targetRisk, deltaSpent()).region(rows, certify.size() - rows.size());
        if (region.isEmpty()) {
            return new Finding.Nothing(certify.size(), nothing(rows));
        }
        CalibrationMap calibration = Calibration.fit(fit.stream()
                .filter(row -> mayAct(row, excluded))
                .map(row -> ScoredAnswer.raw(row.sample().confidence().value(), row.right()))
                .toList());
        return leastCost(fit, excluded, calibration, region, sample.least())
                .<Finding>map(threshold ->
                        new Finding.Found(certificate(sample, region, threshold, fit, excluded, calibration, now)))
                .orElseGet(() -> new Finding.Nothing(
                        certify.size(),
                        "At the costs that the workflow states a person for every case is cheaper than any threshold"
                                + " that can be certified"));
    }

    private WorkflowCertificate certificate(
            RandomReviews sample,
            List<Certificate> region,
            double threshold,
            List<Row> fit,
            Set<Label> excluded,
            CalibrationMap calibration,
            Instant now) {
        Certificate chosen = region.stream()
                .filter(one -> threshold(one, sample.least()) == threshold)
                .findFirst()
                .orElseThrow();
        double coverage = chosen.acceptance().coverage();
        SampledShare sampled = SampledShare.of(
                workflow.policy(),
                targetRisk,
                coverage * (sample.onlyAutomated() ? volume.automated() : volume.received()));
        return new WorkflowCertificate(
                new CertificateInForce(
                        number,
                        predictor,
                        threshold,
                        targetRisk,
                        certifying().delta(),
                        excluded,
                        sampled.share(),
                        now.plus(LIFE)),
                workflow.version(),
                coverage,
                (int) chosen.acceptance().among().of(),
                (int) chosen.acceptance().among().errors(),
                (int) chosen.acceptance().cases(),
                fit.size(),
                sample.least(),
                sample.rate(),
                sample.rows().getFirst().at(),
                look,
                deltaSpent(),
                calibration,
                sampled.noticedIn(),
                noise(sample.rows()));
    }

    /** In [0, 1), the same for equal inputs; the first 48 bits of a hash. */
    private static double part(String group) {
        String hash = Hashes.sha256Hex(("part#" + group).getBytes(StandardCharsets.UTF_8));
        return Long.parseLong(hash, 0, 12, 16) * 0x1.0p-48;
    }

    private static boolean mayAct(Row row, Set<Label> excluded) {
        return row.sample().usable() && !excluded.contains(row.sample().answer());
    }

    /** Labels that may be wrong more often than their caps allow. */
    private Set<Label> excluded(List<Row> fit) {
        Map<Label, ErrorCount> byLabel = new HashMap<>();
        for (Row row : fit) {
            if (row.sample().usable()) {
                byLabel.merge(
                        row.sample().answer(),
                        new ErrorCount(0, 0).plus(!row.right()),
                        (count, one) -> count.plus(!row.right()));
            }
        }
        return new HashSet<>(LabelExclusion.of(byLabel, certifying().caps()).keySet());
    }

    private Optional<Double> leastCost(
            List<Row> fit, Set<Label> excluded, CalibrationMap calibration, List<Certificate> region, double least) {
        double person = person();
        double error = workflow.costs().costOfError().amount().doubleValue();
        List<ActingThreshold.Stake> stakes = fit.stream()
                .map(row -> {
                    double raw = row.sample().confidence().value();
                    return new ActingThreshold.Stake(
                            raw, calibration.probability(raw), mayAct(row, excluded), error, person);
                })
                .toList();
        OptionalDouble threshold = ActingThreshold.leastCost(
                stakes,
                region.stream()
                        .map(certificate -> threshold(certificate, least))
                        .toList(),
                workflow.policy().qualitySample() * person);
        return threshold.isPresent() ? Optional.of(threshold.getAsDouble()) : Optional.empty();
    }

    /** What a review costs, in the workflow's currency. */
    private double person() {
        return workflow.costs()
                        .minutesPerReview()
                        .multiply(workflow.costs().wagePerHour())
                        .doubleValue()
                / MINUTES.doubleValue();
    }

    /** Where every case of the sample is accepted, whatever the sample reaches down to. */
    private static double threshold(Certificate certificate, double least) {
        return certificate.acceptance().threshold().orElse(least);
    }

    /** From cases of equal input that people decided differently; empty where no two are equal. */
    private static Optional<Double> noise(List<Row> rows) {
        Map<String, Integer> groups = new HashMap<>();
        Map<Label, Integer> labels = new HashMap<>();
        int[] groupOf = new int[rows.size()];
        int[] labelOf = new int[rows.size()];
        for (int i = 0; i < rows.size(); i++) {
            groupOf[i] = groups.computeIfAbsent(rows.get(i).sample().group(), group -> groups.size());
            labelOf[i] = labels.computeIfAbsent(rows.get(i).label(), label -> labels.size());
        }
        return LabelNoise.fromNearDuplicates(Groups.of(groupOf), labelOf, 1_000, 0.9, 1)
                .map(noise -> noise.interval().upper());
    }

    private String nothing(List<Scored> rows) {
        long wrong = rows.stream().filter(row -> !row.correct()).count();
        return "No threshold can be certified at " + Monitor.percent(targetRisk) + ": of the " + rows.size()
                + " answers that might act, " + wrong + " were wrong, the surest not seldom enough"
                + (look > 1 ? "; this was test " + look + " of this predictor, and each has a smaller share of δ" : "");
    }

    private String tooFew(RandomReviews sample, int certify, int usable, long fewest) {
        OptionalLong good = CertificateSampleSize.accepted(targetRisk, deltaSpent(), LIKELY * targetRisk, POWER);
        double share = (1 - FIT) * (certify == 0 ? 1 : (double) usable / certify);
        return "A certificate at " + Monitor.percent(targetRisk) + " needs at least " + fewest
                + " answers that may act in its certifying part, and about " + good.orElse(fewest)
                + " to get it with 80 % chance at an error rate of " + Monitor.percent(LIKELY * targetRisk) + "; of "
                + sample.rows().size() + " blind reviews by lot, " + usable + " are such. Have "
                + (share == 0 ? "more cases" : Math.round(good.orElse(fewest) / share) + " cases in all")
                + " reviewed blind: in the phase baseline each one is";
    }
}
