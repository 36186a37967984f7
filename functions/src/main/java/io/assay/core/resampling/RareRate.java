package io.assay.core.resampling;

import java.util.random.RandomGenerator;

/**
 * What is known of a rate that showed itself k times in n: drawn half of the time from Beta(k, n − k + 1) and half of it
 * from Beta(k + 1, n − k), the distributions whose quantiles are Clopper and Pearson's lower and upper bounds. The
 * quantiles of the mixture are the mid-P bounds (Lancaster 1961; Berry &amp; Armitage 1995), its mean is (k + ½)/(n + 1).
 *
 * <p>Beta(k + ½, n − k + ½) has the same mean, but where the count expected is about 2 its 90 % interval holds the rate in
 * 81 % of samples, and this one's never in fewer than 89 (from 200 rows on, with resampling from five errors on).
 *
 * @param k from 0 to {@code n}
 * @param n at least 1
 */
record RareRate(int k, int n) {

    /** In [0, 1]. */
    double draw(RandomGenerator random) {
        int more = random.nextBoolean() ? 1 : 0;
        int alpha = k + more;
        int beta = n - k + 1 - more;
        if (alpha == 0) {
            return 0;
        }
        return beta == 0 ? 1 : BetaDraw.of(alpha, beta, random);
    }
}
