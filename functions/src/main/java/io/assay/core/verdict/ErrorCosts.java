package io.assay.core.verdict;

/**
 * C[y][a]: the cost of acting on a when y is right, in units of the cost of an error. Immutable.
 */
public final class ErrorCosts {
    private final double[][] units;

    private ErrorCosts(double[][] units) {
        this.units = units;
    }

    /** Every error costs the same. */
    public static ErrorCosts uniform(int labels) {
        double[][] units = new double[labels][labels];
        for (int right = 0; right < labels; right++) {
            for (int acted = 0; acted < labels; acted++) {
                units[right][acted] = right == acted ? 0 : 1;
            }
        }
        return new ErrorCosts(units);
    }

    /**
     * @param usd  [y][a], at least 0, 0 where y = a
     * @param unit the cost of an error that the matrix is told in, USD, positive
     * @throws IllegalArgumentException if the matrix is not square, or an entry or the unit not as said
     */
    public static ErrorCosts of(double[][] usd, double unit) {
        if (!(unit > 0)) {
            throw new IllegalArgumentException("unit not positive: " + unit);
        }
        double[][] units = new double[usd.length][usd.length];
        for (int right = 0; right < usd.length; right++) {
            if (usd[right].length != usd.length) {
                throw new IllegalArgumentException("row " + right + " has " + usd[right].length + " entries");
            }
            for (int acted = 0; acted < usd.length; acted++) {
                double cost = usd[right][acted];
                if (!(cost >= 0) || (right == acted && cost != 0)) {
                    throw new IllegalArgumentException("cost of " + acted + " for " + right + ": " + cost);
                }
                units[right][acted] = cost / unit;
            }
        }
        return new ErrorCosts(units);
    }

    /** C[right][acted]. */
    public double of(int right, int acted) {
        return units[right][acted];
    }

    /**
     * Cbar[y]: the mean of C[y][a] over what people took y for when they were wrong; over all other labels when they never
     * were.
     *
     * @param taken how often people decided a where y was right, by a
     */
    public double peopleMean(int right, long[] taken) {
        double sum = 0;
        double count = 0;
        double all = 0;
        for (int acted = 0; acted < units.length; acted++) {
            if (acted != right) {
                sum += taken[acted] * units[right][acted];
                count += taken[acted];
                all += units[right][acted];
            }
        }
        if (count > 0) {
            return sum / count;
        }
        return units.length < 2 ? 0 : all / (units.length - 1);
    }
}
