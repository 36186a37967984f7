package io.assay.certification;

import static io.assay.core.statistics.QualitySample.DAYS_A_MONTH;

import io.assay.core.Policy;
import io.assay.core.statistics.DetectionDelay;
import io.assay.core.statistics.QualitySample;
import java.util.Optional;

/**
 * The share of the automated cases that goes to blind review, and when a doubled error rate is noticed with it.
 *
 * @param share     in (0, 1]; 1 where even all of them are too few for the promise
 * @param noticedIn days, in half of all shifts; empty: nothing is automated
 */
record SampledShare(double share, Optional<Double> noticedIn) {
    private static final int RUNS = 500;
    private static final long SEED = 1;

    /**
     * @param targetRisk       ε, in (0, 1)
     * @param automatedAMonth  at least 0
     * @throws IllegalArgumentException if the policy names neither a share above 0 nor days
     */
    static SampledShare of(Policy policy, double targetRisk, double automatedAMonth) {
        if (policy.qualitySample() == 0 && policy.certifying().detectionDays().isEmpty()) {
            throw new IllegalArgumentException("nothing would be sampled");
        }
        double doubled = Math.min(1, 2 * targetRisk);
        double samples = (double) DetectionDelay.median(Monitor.start(targetRisk), doubled, RUNS, SEED);
        double days = policy.certifying().detectionDays().orElse(Double.POSITIVE_INFINITY);
        double share = switch (QualitySample.of(policy.qualitySample(), samples, automatedAMonth, days)) {
            case QualitySample.Share(double enough) -> enough;
            case QualitySample.TooFewCases tooFew -> 1;
        };
        double sampledADay = share * automatedAMonth / DAYS_A_MONTH;
        return new SampledShare(share, sampledADay == 0 ? Optional.empty() : Optional.of(samples / sampledADay));
    }
}
