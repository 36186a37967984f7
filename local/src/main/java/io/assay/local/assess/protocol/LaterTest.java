package io.assay.local.assess.protocol;

import io.assay.core.resampling.BootstrapInterval;
import io.assay.core.resampling.ClusterBootstrap;
import io.assay.core.resampling.GroupedRatio;
import io.assay.core.resampling.Groups;
import io.assay.core.resampling.Part;
import io.assay.core.resampling.Parts;
import io.assay.core.resampling.Shares;
import io.assay.core.statistics.ClopperPearson;
import io.assay.core.statistics.ErrorCount;
import io.assay.local.assess.LatestFifth;
import io.assay.local.assess.arms.AnsweringArm;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Tests on the latest fifth of the cases what was learned from the earlier ones. */
final class LaterTest {
    private static final int BOOTSTRAPS = 2_000;
    private static final double LEVEL = 0.95;

    private final Question question;
    private final Sampling sampling;
    private final long[] times;
    private final Parts parts;

    LaterTest(Question question, Sampling sampling, long[] times) {
        this.question = question;
        this.sampling = sampling;
        this.times = times;
        parts = Parts.byTime(question.groups(), times, Shares.STANDARD);
    }

    /** @param folds by arm, what the folds at random found */
    LatestFifth of(Map<String, Findings> folds) {
        int[] tested = parts.rows(Part.TEST);
        long since = Arrays.stream(tested).mapToLong(row -> times[row]).min().orElseThrow();
        List<LatestFifth.Arm> arms = question.arms().stream()
                .map(arm -> arm(
                        arm,
                        Objects.requireNonNull(folds.get(arm.name()), "no findings of an arm")
                                .right()))
                .toList();
        return new LatestFifth(tested.length, LocalDate.ofInstant(Instant.ofEpochSecond(since), ZoneOffset.UTC), arms);
    }

    private LatestFifth.Arm arm(AnsweringArm arm, double[] rightAtRandom) {
        FoldOfArm fold = FoldOfArm.of(question, arm, parts, parts.rows(Part.TRAIN), sampling);
        Groups groups = question.groups();
        double[] right = new double[groups.rows()];
        double[] weights = new double[groups.rows()];
        for (Judged.One one : fold.test().all()) {
            right[one.row()] = one.right() ? 1 : 0;
            weights[one.row()] = sampling.weights()[one.row()];
        }
        GroupedRatio accuracy = GroupedRatio.weightedMean(groups, right, weights);
        return new LatestFifth.Arm(
                arm.name(),
                accuracy.estimate(),
                BootstrapInterval.percentile(
                        new ClusterBootstrap(groups, BOOTSTRAPS, question.seed()).replicates(accuracy), LEVEL),
                GroupedRatio.weightedMean(groups, rightAtRandom, sampling.weights())
                        .estimate(),
                certified(fold));
    }

    private Optional<LatestFifth.Certified> certified(FoldOfArm fold) {
        if (fold.region().isEmpty()) {
            return Optional.empty();
        }
        List<Judged.One> accepted =
                fold.test().all().stream().filter(fold::accepted).toList();
        long wrong = accepted.stream().filter(one -> !one.right()).count();
        return Optional.of(new LatestFifth.Certified(
                (double) accepted.size() / fold.test().all().size(),
                accepted.isEmpty() ? Double.NaN : (double) wrong / accepted.size(),
                !accepted.isEmpty()
                        && ClopperPearson.lower(new ErrorCount(wrong, accepted.size()), 1 - LEVEL)
                                > question.targetRisk()));
    }
}
