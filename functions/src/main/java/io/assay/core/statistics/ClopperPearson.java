package io.assay.core.statistics;

/**
 * Exact bounds of an error rate: Clopper and Pearson (1934), "The use of confidence or fiducial limits illustrated in the
 * case of the binomial". The upper bound is the rate under which so few errors have chance {@code alpha}, the lower the
 * one under which so many have. They hold at any number of cases, at the price of being a little too wide.
 */
public final class ClopperPearson {

    /** Log odds beyond which a double cannot tell the rate from 0 or 1. */
    private static final double LEAST = -708;

    private static final double GREATEST = 36;

    private static final double PRECISION = 1e-12;

    private ClopperPearson() {}

    /**
     * Two-sided: each bound may be wrong with half of {@code alpha}.
     *
     * @param alpha chance that the rate is outside, in (0, 1)
     * @throws IllegalArgumentException if alpha is outside its range
     */
    public static Interval interval(ErrorCount count, double alpha) {
        return new Interval(lower(count, alpha / 2), upper(count, alpha / 2));
    }

    /**
     * One-sided: the rate is at most this.
     *
     * @param alpha chance that the rate is above, in (0, 1)
     * @return in (0, 1]; 1 if there was no case
     * @throws IllegalArgumentException if alpha is outside its range
     */
    public static double upper(ErrorCount count, double alpha) {
        double logAlpha = log(alpha);
        return count.errors() == count.of() ? 1 : rateAt(logAlpha, count, false);
    }

    /**
     * One-sided: the rate is at least this.
     *
     * @param alpha chance that the rate is below, in (0, 1)
     * @return in [0, 1); 0 if there was no error
     * @throws IllegalArgumentException if alpha is outside its range
     */
    public static double lower(ErrorCount count, double alpha) {
        double logAlpha = log(alpha);
        return count.errors() == 0 ? 0 : rateAt(logAlpha, count, true);
    }

    private static double log(double alpha) {
        if (!(alpha > 0 && alpha < 1)) {
            throw new IllegalArgumentException("alpha outside (0, 1): " + alpha);
        }
        return Math.log(alpha);
    }

    /**
     * The rate at which a tail's log is {@code logAlpha}, by Newton's method on the log odds, where that log is nearly
     * straight at both ends. A step out of the bracket is replaced by the bracket's middle.
     *
     * @param upperTail of so many errors, which grows with the rate; false: of so few, which falls
     */
    private static double rateAt(double logAlpha, ErrorCount count, boolean upperTail) {
        long k = count.errors();
        long n = count.of();
        double low = LEAST;
        double high = GREATEST;
        double odds = Math.log((k + 0.5) / (n - k + 0.5));
        while (true) {
            Binomial binomial = new Binomial(n, rate(odds));
            double log = upperTail ? binomial.logUpper(k) : binomial.logLower(k);
            if (log > logAlpha == upperTail) {
                high = odds;
            } else {
                low = odds;
            }
            double share = Math.exp(binomial.logMass(k) - log);
            double slope = share * (upperTail ? k * (1 - binomial.p()) : (k - n) * binomial.p());
            double next = odds - (log - logAlpha) / slope;
            if (!(next > low && next < high)) {
                next = (low + high) / 2;
            }
            if (Math.abs(next - odds) <= PRECISION * Math.max(1, Math.abs(odds))) {
                return rate(next);
            }
            odds = next;
        }
    }

    private static double rate(double odds) {
        return 1 / (1 + Math.exp(-odds));
    }
}
