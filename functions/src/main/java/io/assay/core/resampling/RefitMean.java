package io.assay.core.resampling;

import io.assay.core.statistics.Interval;
import java.util.Arrays;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The mean of a figure over refits whose training and test parts overlap, with the corrected resampled variance
 * (1/J + n_test/n_train) S² of Nadeau &amp; Bengio 2003 (S², J refits): refits share most of their rows, so S²/J
 * is much too small.
 *
 * @param mean          of the refits
 * @param standardError root of the corrected variance
 * @param refits        J, at least 2
 */
public record RefitMean(double mean, double standardError, int refits) {

    /**
     * @param values    the figure of each refit
     * @param testRows  n_test, greater than 0
     * @param trainRows n_train, greater than 0
     * @throws IllegalArgumentException if there are fewer than two refits, which do not show the variance of training, or
     *                                  a number of rows is not positive
     */
    public static RefitMean of(double[] values, double testRows, double trainRows) {
        if (values.length < 2) {
            throw new IllegalArgumentException("the variance over refits needs at least 2: " + values.length);
        }
        if (!(testRows > 0 && trainRows > 0)) {
            throw new IllegalArgumentException("no rows to test or to train: " + testRows + ", " + trainRows);
        }
        double mean = Arrays.stream(values).average().getAsDouble();
        double squares = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        double variance = squares / (values.length - 1);
        double corrected = (1.0 / values.length + testRows / trainRows) * variance;
        return new RefitMean(mean, Math.sqrt(corrected), values.length);
    }

    /**
     * Student's interval with J − 1 degrees of freedom.
     *
     * @param level in (0, 1)
     * @throws IllegalArgumentException if the level is outside its range
     */
    public Interval interval(double level) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("level outside (0, 1): " + level);
        }
        double reach = standardError * TDistribution.of(refits - 1).inverseSurvivalProbability((1 - level) / 2);
        return new Interval(mean - reach, mean + reach);
    }
}
