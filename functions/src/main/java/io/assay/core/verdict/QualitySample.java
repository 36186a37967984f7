package io.assay.core.verdict;

import static io.assay.core.verdict.CostModel.DAYS_A_MONTH;

/** The share of the automated cases that people look at blind. */
public final class QualitySample {

    private QualitySample() {}

    /**
     * q = max(q_policy, n_det / (V · cov · D / 30.4)) of the verdict's specification, section 4, at most 1: when fewer cases are automated in
     * D days than it takes samples, all are looked at and the promise cannot be kept.
     *
     * @param values           policy, samples and promised days
     * @param automatedAMonth  V · cov, at least 0
     * @return in [0, 1]
     */
    public static double share(Values values, double automatedAMonth) {
        double policy = values.of(Quantity.QUALITY_SAMPLE);
        double days = values.of(Quantity.DETECTION_DAYS);
        if (Double.isInfinite(days)) {
            return policy;
        }
        double inTime = automatedAMonth * days / DAYS_A_MONTH;
        double samples = values.of(Quantity.DETECTION_SAMPLES);
        return Math.max(policy, inTime <= samples ? 1 : samples / inTime);
    }

    /**
     * The volume from which the cost of the samples grows in proportion to the volume, or stays as it is for good.
     *
     * @param automated cov, share of the cases that are automated
     * @return cases a month; 0 when it always does
     */
    static double settledFrom(Values values, double automated) {
        double days = values.of(Quantity.DETECTION_DAYS);
        if (Double.isInfinite(days) || automated == 0) {
            return 0;
        }
        double policy = values.of(Quantity.QUALITY_SAMPLE);
        double allSampled = values.of(Quantity.DETECTION_SAMPLES) * DAYS_A_MONTH / (automated * days);
        return policy > 0 ? allSampled / policy : allSampled;
    }
}
