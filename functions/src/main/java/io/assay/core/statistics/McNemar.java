package io.assay.core.statistics;

/**
 * Whether two answerers err equally often on the same cases: McNemar (1947), "Note on the sampling error of the
 * difference between correlated proportions or percentages", in its exact form. Given how many cases only one of the two
 * got right, which one it was is a fair coin if they err equally often.
 */
public final class McNemar {

    private McNemar() {}

    /**
     * @param onlyFirstRight  cases, at least 0
     * @param onlySecondRight cases, at least 0
     * @return two-sided p-value, in (0, 1]; 1 if there is no such case
     * @throws IllegalArgumentException if a number is negative
     */
    public static double exact(long onlyFirstRight, long onlySecondRight) {
        if (onlyFirstRight < 0 || onlySecondRight < 0) {
            throw new IllegalArgumentException("cases below 0: " + onlyFirstRight + ", " + onlySecondRight);
        }
        Binomial coin = new Binomial(onlyFirstRight + onlySecondRight, 0.5);
        return Math.min(1, 2 * Math.exp(coin.logLower(Math.min(onlyFirstRight, onlySecondRight))));
    }
}
