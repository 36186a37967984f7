package io.assay.core.resampling;

import java.util.random.RandomGenerator;

/** Draws from a beta distribution, as the share that one of two gamma variates has in their sum. */
final class BetaDraw {
    private BetaDraw() {}

    /**
     * @param alpha at least 1
     * @param beta  at least 1
     */
    static double of(double alpha, double beta, RandomGenerator random) {
        double first = gamma(alpha, random);
        double second = gamma(beta, random);
        return first / (first + second);
    }

    /** Marsaglia &amp; Tsang 2000, for shapes of at least 1. */
    private static double gamma(double shape, RandomGenerator random) {
        double d = shape - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = random.nextGaussian();
            double v = Math.pow(1 + c * x, 3);
            if (v > 0 && Math.log(1 - random.nextDouble()) < 0.5 * x * x + d - d * v + d * Math.log(v)) {
                return d * v;
            }
        }
    }
}
