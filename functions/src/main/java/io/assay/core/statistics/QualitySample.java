package io.assay.core.statistics;

/** The share of the automated cases that goes to blind review so that a shift is seen in time. */
public sealed interface QualitySample {
    /** Days in a month, on average. */
    double DAYS_A_MONTH = 30.4;

    /**
     * Enough cases are automated.
     *
     * @param share of the automated cases, in [0, 1]
     */
    record Share(double share) implements QualitySample {}

    /**
     * Even if every automated case were reviewed, the promise could not be kept.
     *
     * @param days in which it could; infinite when nothing is automated
     */
    record TooFewCases(double days) implements QualitySample {}

    /**
     * The greater of what the policy wants and what the promise needs: q = max(q_policy, n / (V · coverage · D / 30.4)).
     *
     * @param policyShare       of the automated cases, in [0, 1]
     * @param samples           n, to see the shift ({@link DetectionDelay}), at least 0
     * @param automatedPerMonth V · coverage, at least 0
     * @param days              D, in which a doubling of the risk must be noticed, more than 0; infinite: nothing is promised
     * @throws IllegalArgumentException if a number is outside its range
     */
    static QualitySample of(double policyShare, double samples, double automatedPerMonth, double days) {
        if (!(policyShare >= 0 && policyShare <= 1)) {
            throw new IllegalArgumentException("share outside [0, 1]: " + policyShare);
        }
        if (!(samples >= 0 && automatedPerMonth >= 0 && days > 0)) {
            throw new IllegalArgumentException("not a promise: " + samples + " samples, " + automatedPerMonth
                    + " automated cases a month, " + days + " days");
        }
        if (Double.isInfinite(days)) {
            return new Share(policyShare);
        }
        if (automatedPerMonth == 0) {
            return new TooFewCases(Double.POSITIVE_INFINITY);
        }
        double automatedPerDay = automatedPerMonth / DAYS_A_MONTH;
        double needed = samples / (automatedPerDay * days);
        return needed <= 1 ? new Share(Math.max(policyShare, needed)) : new TooFewCases(samples / automatedPerDay);
    }
}
