package io.assay.local.assess.protocol;

import io.assay.core.verdict.Arm;
import io.assay.core.verdict.TokenUsage;
import io.assay.local.assess.ReviewedCases;
import io.assay.local.assess.arms.AnsweringArm;
import io.assay.local.assess.arms.ArmAnswer;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * An arm whose truth is known: an answer of confidence c, uniform in [0, 1], is right with probability {@code floor +
 * (1 − floor) · c^steepness}.
 *
 * @param shuffled its confidences are of other answers
 */
record GeneratedArm(
        String name, Arm.Kind kind, double floor, double steepness, boolean shuffled, ReviewedCases cases, long seed)
        implements AnsweringArm {

    @Override
    public String answeredBy() {
        return "generator";
    }

    @Override
    public List<String> confidenceSources() {
        return List.of("known");
    }

    @Override
    public Fitted fit(int[] train) {
        return rows -> Arrays.stream(rows).mapToObj(this::answer).toArray(ArmAnswer[]::new);
    }

    private ArmAnswer answer(int row) {
        SplittableRandom random = new SplittableRandom(seed * 1_000_003 + row);
        double sure = random.nextDouble();
        boolean right = random.nextDouble() < floor + (1 - floor) * Math.pow(sure, steepness);
        int decided = cases.rows().get(row).right();
        int label = right ? decided : (decided + 1) % cases.labels().size();
        return new ArmAnswer(label, new double[] {shuffled ? random.nextDouble() : sure}, TokenUsage.plain(100, 10));
    }
}
