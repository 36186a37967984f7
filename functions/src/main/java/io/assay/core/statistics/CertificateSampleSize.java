package io.assay.core.statistics;

import java.util.OptionalLong;

/** How many cases a certificate needs. */
public final class CertificateSampleSize {
    private static final double STEP = 1.02;
    private static final long MOST = 100_000_000;

    private CertificateSampleSize() {}

    /**
     * Accepted rows that a test of one threshold needs: it passes with chance {@code power} when the true risk is
     * {@code risk}.
     *
     * <p>The chance is a saw in the number of rows: it falls with each row until one more error is allowed, and how many
     * rows a threshold accepts cannot be chosen to the row. So the numbers tried grow by 2 % each, from the fewest with
     * which a flawless sample passes, and the first that has the power is the answer. It lies between the least number
     * that has it and the least from which every number has it, which are about 10 % apart.
     *
     * @param targetRisk ε, in (0, 1)
     * @param delta      chance that the certificate is wrong, in (0, 1)
     * @param risk       true rate among the accepted, in [0, 1)
     * @param power      chance to get the certificate, in (0, 1)
     * @return empty when the risk is not below the target, or so near that 10^8 rows are too few
     * @throws IllegalArgumentException if a number is outside its range
     */
    public static OptionalLong accepted(double targetRisk, double delta, double risk, double power) {
        Ranges.open("target risk", targetRisk);
        Ranges.open("delta", delta);
        Ranges.open("power", power);
        if (!(risk >= 0 && risk < 1)) {
            throw new IllegalArgumentException("risk outside [0, 1): " + risk);
        }
        if (risk >= targetRisk) {
            return OptionalLong.empty();
        }
        long rows = passing(0, targetRisk, delta);
        while (rows <= MOST && power(rows, targetRisk, delta, risk) < power) {
            rows = (long) (rows * STEP) + 1;
        }
        return rows <= MOST ? OptionalLong.of(rows) : OptionalLong.empty();
    }

    /**
     * The fewest rows with which a sample of so many errors passes; without an error that is ⌈ln δ / ln(1 − ε)⌉.
     *
     * @param errors at least 0
     * @return at most 10^9, the most that {@link Binomial} takes
     * @throws IllegalArgumentException if a number is outside its range
     */
    public static long passing(long errors, double targetRisk, double delta) {
        Ranges.open("target risk", targetRisk);
        double logDelta = Math.log(Ranges.open("delta", delta));
        long fails = errors;
        long passes = Binomial.MOST;
        while (passes - fails > 1) {
            long middle = (passes + fails) >>> 1;
            if (new Binomial(middle, targetRisk).logLower(errors) <= logDelta) {
                passes = middle;
            } else {
                fails = middle;
            }
        }
        return passes;
    }

    /**
     * The chance that so many accepted rows give a certificate.
     *
     * @param accepted rows, at least 0
     * @param risk     true rate among them, in [0, 1]
     * @throws IllegalArgumentException if a number is outside its range
     */
    public static double power(long accepted, double targetRisk, double delta, double risk) {
        long allowed = allowedErrors(accepted, targetRisk, delta);
        return Math.exp(new Binomial(accepted, risk).logLower(allowed));
    }

    /** The most errors with which so many rows pass; −1 if even none is too many. */
    private static long allowedErrors(long accepted, double targetRisk, double delta) {
        Binomial atTarget = new Binomial(accepted, Ranges.open("target risk", targetRisk));
        double logDelta = Math.log(Ranges.open("delta", delta));
        long passes = -1;
        long fails = accepted;
        while (fails - passes > 1) {
            long middle = (passes + fails) >>> 1;
            if (atTarget.logLower(middle) <= logDelta) {
                passes = middle;
            } else {
                fails = middle;
            }
        }
        return passes;
    }
}
