package io.assay.core.statistics;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Score bounds of an error rate: Wilson (1927), "Probable inference, the law of succession, and statistical inference".
 * Nearer to the stated chance on average than {@link ClopperPearson}, but below it for some rates: for figures that are
 * shown, not for guarantees.
 */
public final class Wilson {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private Wilson() {}

    /**
     * Two-sided.
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
     * @param alpha chance that the rate is above, in (0, 0.5]
     * @return in (0, 1]; 1 if there was no case
     * @throws IllegalArgumentException if alpha is outside its range
     */
    public static double upper(ErrorCount count, double alpha) {
        double z = quantile(alpha);
        return count.of() == 0 ? 1 : Math.min(1, greaterRoot(count.rate(), count.of(), z));
    }

    /**
     * One-sided: the rate is at least this.
     *
     * @param alpha chance that the rate is below, in (0, 0.5]
     * @return in [0, 1); 0 if there was no error
     * @throws IllegalArgumentException if alpha is outside its range
     */
    public static double lower(ErrorCount count, double alpha) {
        double z = quantile(alpha);
        if (count.errors() == 0) {
            return 0;
        }
        // both roots multiply to rate² / (1 + z²/n): so no difference of nearly equal numbers is taken
        double rate = count.rate();
        return rate * rate / (1 + z * z / count.of()) / greaterRoot(rate, count.of(), z);
    }

    /** (r + z²/2n + z √(r(1−r)/n + z²/4n²)) / (1 + z²/n). */
    private static double greaterRoot(double rate, long n, double z) {
        double half = z * z / (2.0 * n);
        double spread = z * Math.sqrt(rate * (1 - rate) / n + z * z / (4.0 * n * n));
        return (rate + half + spread) / (1 + 2 * half);
    }

    private static double quantile(double alpha) {
        if (!(alpha > 0 && alpha <= 0.5)) {
            throw new IllegalArgumentException("alpha of one side outside (0, 0.5]: " + alpha);
        }
        return NORMAL.inverseSurvivalProbability(alpha);
    }
}
