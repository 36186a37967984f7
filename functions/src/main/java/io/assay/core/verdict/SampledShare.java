package io.assay.core.verdict;

import static io.assay.core.statistics.QualitySample.DAYS_A_MONTH;

import io.assay.core.statistics.QualitySample;

/** What the promise of detection days means for the money: the share of the automated cases that people look at blind. */
public final class SampledShare {

    private SampledShare() {}

    /**
     * q; 1 when fewer cases are automated in the promised days than it takes samples: all are looked at, and the promise
     * cannot be kept.
     *
     * @param values          policy, samples and promised days
     * @param automatedAMonth V · cov, at least 0
     * @return in [0, 1]
     */
    public static double of(Values values, double automatedAMonth) {
        QualitySample sample = QualitySample.of(
                values.of(Quantity.QUALITY_SAMPLE),
                values.of(Quantity.DETECTION_SAMPLES),
                automatedAMonth,
                values.of(Quantity.DETECTION_DAYS));
        return switch (sample) {
            case QualitySample.Share(double share) -> share;
            case QualitySample.TooFewCases few -> 1;
        };
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
