package io.assay.local.assess.arms;

import io.assay.core.verdict.TokenUsage;

/**
 * What an arm answered to one case.
 *
 * @param label       its place in the label set; {@value #OFF_SCHEMA}: no label of the set
 * @param confidences one a {@linkplain AnsweringArm#confidenceSources() source}, in [0, 1], more is surer
 * @param usage       tokens of one call
 */
@SuppressWarnings("ArrayRecordComponent") // tens of thousands of them, never compared
public record ArmAnswer(int label, double[] confidences, TokenUsage usage) {
    public static final int OFF_SCHEMA = -1;
}
