package io.assay.core.statistics;

/**
 * The binomial distribution in log space: no tail is so far out that it becomes 0 or 1.
 *
 * <p>The mass is computed by the saddle-point expansion of Loader (2000), "Fast and accurate computation of binomial
 * probabilities", which keeps about 12 digits at any {@code n}. A tail is the mass at its edge times a
 * sum of ratios of neighbouring masses: all terms are positive and fall, so nothing cancels. The other tail is one minus
 * it, taken by {@code log1p}.
 *
 * <p>Constructing throws {@link IllegalArgumentException} if a parameter is outside its range.
 *
 * @param n trials, 0 to 10^9
 * @param p chance of a success in each, in [0, 1]
 */
public record Binomial(long n, double p) {
    /** Trials. */
    static final long MOST = 1_000_000_000;

    private static final double LOG_TWO_PI = Math.log(2 * Math.PI);

    /** Below it, a further term of a tail changes nothing. */
    private static final double NEGLIGIBLE = 0x1.0p-60;

    public Binomial {
        if (n < 0 || n > MOST) {
            throw new IllegalArgumentException("trials outside 0 to " + MOST + ": " + n);
        }
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("chance outside [0, 1]: " + p);
        }
    }

    /** Natural logarithm of P(X = k); minus infinity if that cannot be. */
    public double logMass(long k) {
        if (k < 0 || k > n || (p == 0 && k > 0) || (p == 1 && k < n)) {
            return Double.NEGATIVE_INFINITY;
        }
        if (k == 0) {
            return n == 0 ? 0 : n * Math.log1p(-p);
        }
        if (k == n) {
            return n * Math.log(p);
        }
        double trials = n;
        double hits = k;
        double misses = n - k;
        return stirlingError(trials)
                - stirlingError(hits)
                - stirlingError(misses)
                - deviance(hits, trials * p)
                - deviance(misses, trials * (1 - p))
                + 0.5 * (Math.log(trials) - LOG_TWO_PI - Math.log(hits) - Math.log(misses));
    }

    /** Natural logarithm of P(X ≤ k): 0 only if that is sure, minus infinity only if it cannot be. */
    public double logLower(long k) {
        if (k >= n || (p == 0 && k >= 0)) {
            return 0;
        }
        if (k < 0 || p == 1) {
            return Double.NEGATIVE_INFINITY;
        }
        return k <= n * p ? directLower(k) : complement(directUpper(k + 1));
    }

    /** Natural logarithm of P(X ≥ k): 0 only if that is sure, minus infinity only if it cannot be. */
    public double logUpper(long k) {
        if (k <= 0 || (p == 1 && k <= n)) {
            return 0;
        }
        if (k > n || p == 0) {
            return Double.NEGATIVE_INFINITY;
        }
        return k > n * p ? directUpper(k) : complement(directLower(k - 1));
    }

    /** For k ≤ np, where each mass further down is smaller than the one before. */
    private double directLower(long k) {
        double odds = p / (1 - p);
        double sum = 1;
        double term = 1;
        for (long i = k; i > 0 && term > NEGLIGIBLE * sum; i--) {
            term *= i / ((n - i + 1) * odds);
            sum += term;
        }
        return logMass(k) + Math.log(sum);
    }

    /** For k > np, where each mass further up is smaller than the one before. */
    private double directUpper(long k) {
        double odds = p / (1 - p);
        double sum = 1;
        double term = 1;
        for (long i = k; i < n && term > NEGLIGIBLE * sum; i++) {
            term *= (n - i) * odds / (i + 1);
            sum += term;
        }
        return logMass(k) + Math.log(sum);
    }

    /** Log of 1 − e^x. Below the least positive number it stays that far from sure. */
    private static double complement(double logTail) {
        double log = logTail > -0.69 ? Math.log(-Math.expm1(logTail)) : Math.log1p(-Math.exp(logTail));
        return Math.min(log, -Double.MIN_VALUE);
    }

    /** Loader's δ: the log of k! less Stirling's approximation of it. */
    private static double stirlingError(double k) {
        if (k <= 15) {
            double factorial = 1;
            for (int i = 2; i <= k; i++) {
                factorial *= i;
            }
            return Math.log(factorial) - 0.5 * (LOG_TWO_PI + Math.log(k)) - k * Math.log(k) + k;
        }
        double square = 1 / (k * k);
        return (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square * (1.0 / 1680 - square / 1188)))) / k;
    }

    /** Loader's D₀: x log(x/m) + m − x, by a series where x is near m and the plain form would cancel. */
    private static double deviance(double x, double m) {
        if (Math.abs(x - m) >= 0.1 * (x + m)) {
            return x * Math.log(x / m) + m - x;
        }
        double v = (x - m) / (x + m);
        double sum = (x - m) * v;
        double power = 2 * x * v;
        for (int j = 3; ; j += 2) {
            power *= v * v;
            double next = sum + power / j;
            if (next == sum) {
                return sum;
            }
            sum = next;
        }
    }
}
