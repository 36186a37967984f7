package io.assay.core.verdict;

/** An arm and what its cases came to: what a cost is reckoned for. */
public record MeasuredArm(Arm arm, CaseMeans means) {

    MeasuredArm hosted(Hosting hosting) {
        return new MeasuredArm(arm.hosted(hosting), means);
    }
}
