package io.assay.core.statistics;

/**
 * Means over all cases from those that were drawn with known, unequal probabilities: each counts 1/π, and the weights are
 * made to sum to 1. Hájek (1971), comment on "An essay on the logical foundations of survey sampling, part one".
 */
public final class Hajek {

    private Hajek() {}

    /**
     * @param probabilities π of each case that was drawn, in (0, 1]; at least one
     * @return weight of each case; they sum to 1
     * @throws IllegalArgumentException if there is none, or one is outside its range
     */
    public static double[] weights(double[] probabilities) {
        if (probabilities.length == 0) {
            throw new IllegalArgumentException("no case was drawn");
        }
        double[] weights = new double[probabilities.length];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            if (!(probabilities[i] > 0 && probabilities[i] <= 1)) {
                throw new IllegalArgumentException("probability outside (0, 1]: " + probabilities[i]);
            }
            weights[i] = 1 / probabilities[i];
            sum += weights[i];
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= sum;
        }
        return weights;
    }

    /**
     * Σ (value/π) / Σ (1/π).
     *
     * @param values        of the cases that were drawn
     * @param probabilities π of each, in (0, 1]
     * @throws IllegalArgumentException if there is none, the lengths differ, or a probability is outside its range
     */
    public static double mean(double[] values, double[] probabilities) {
        if (values.length != probabilities.length) {
            throw new IllegalArgumentException(values.length + " values, " + probabilities.length + " probabilities");
        }
        double[] weights = weights(probabilities);
        double mean = 0;
        for (int i = 0; i < values.length; i++) {
            mean += weights[i] * values[i];
        }
        return mean;
    }

    /**
     * Rows of equal weight that would tell as much: (Σ w)² / Σ w², Kish (1965), "Survey sampling".
     *
     * @param probabilities as in {@link #weights}
     * @throws IllegalArgumentException as in {@link #weights}
     */
    public static double effectiveRows(double[] probabilities) {
        double squares = 0;
        for (double weight : weights(probabilities)) {
            squares += weight * weight;
        }
        return 1 / squares;
    }
}
