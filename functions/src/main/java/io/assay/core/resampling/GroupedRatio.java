package io.assay.core.resampling;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * A sum over rows divided by another sum over the same rows, kept as sums of groups so that a resample costs one pass
 * over the groups. With weights it is Hájek's estimator of a mean (Hájek 1971; Särndal, Swensson &amp; Wretman 1992, section 5.7).
 */
public final class GroupedRatio implements ToDoubleFunction<Resample> {
    private final double[] numerators;
    private final double[] denominators;

    private GroupedRatio(double[] numerators, double[] denominators) {
        this.numerators = numerators;
        this.denominators = denominators;
    }

    /**
     * @param numerators   one a row
     * @param denominators one a row, each at least 0
     * @throws IllegalArgumentException if there is not one of each a row, or a denominator is negative or not a number
     */
    public static GroupedRatio of(Groups groups, double[] numerators, double[] denominators) {
        for (double denominator : denominators) {
            if (!(denominator >= 0)) {
                throw new IllegalArgumentException("negative weight: " + denominator);
            }
        }
        return new GroupedRatio(groups.sums(numerators), groups.sums(denominators));
    }

    /**
     * The mean of all rows.
     *
     * @param values one a row
     * @throws IllegalArgumentException if there is not one a row
     */
    public static GroupedRatio mean(Groups groups, double[] values) {
        double[] ones = new double[groups.rows()];
        Arrays.fill(ones, 1);
        return of(groups, values, ones);
    }

    /**
     * Σ ω x / Σ ω.
     *
     * @param values  x, one a row
     * @param weights ω, one a row, at least 0: one over the probability that the row was reviewed
     * @throws IllegalArgumentException if there is not one of each a row, or a weight is negative or not a number
     */
    public static GroupedRatio weightedMean(Groups groups, double[] values, double[] weights) {
        if (values.length != weights.length) {
            throw new IllegalArgumentException(values.length + " values for " + weights.length + " weights");
        }
        double[] products = new double[values.length];
        Arrays.setAll(products, row -> values[row] * weights[row]);
        return of(groups, products, weights);
    }

    /** The ratio in the sample itself; not a number if its denominator is 0. */
    public double estimate() {
        return applyAsDouble(Resample.whole(numerators.length));
    }

    /** The ratio in a resample; not a number if its denominator is 0. */
    @Override
    public double applyAsDouble(Resample resample) {
        return divide(resample.sum(numerators), resample.sum(denominators));
    }

    /** The ratio without each group in turn: what {@link BootstrapInterval#bca} takes its acceleration from. */
    public double[] jackknife() {
        double numerator = Arrays.stream(numerators).sum();
        double denominator = Arrays.stream(denominators).sum();
        double[] left = new double[numerators.length];
        Arrays.setAll(left, group -> divide(numerator - numerators[group], denominator - denominators[group]));
        return left;
    }

    private static double divide(double numerator, double denominator) {
        return denominator > 0 ? numerator / denominator : Double.NaN;
    }
}
