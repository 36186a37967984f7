package io.assay.core.calibration;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

/**
 * One confidence made of several, by logistic regression with a ridge (Hoerl &amp; Kennard 1970; le Cessie &amp; van
 * Houwelingen 1992): plain data, belonging to one predictor.
 *
 * <p>Constructing throws {@link IllegalArgumentException} if a number is not as said, or a name stands twice.
 *
 * @param features  in the order of the values, no name twice
 * @param intercept any finite number
 */
public record Selector(List<Feature> features, double intercept) {

    /**
     * One source of confidence.
     *
     * @param name   such as {@code verbalised}
     * @param mean   on the fit part
     * @param scale  standard deviation on the fit part, greater than 0; 1 where it did not vary
     * @param weight of the standardised value, in log odds
     */
    public record Feature(String name, double mean, double scale, double weight) {
        public Feature {
            boolean finite = Double.isFinite(mean) && Double.isFinite(scale) && Double.isFinite(weight);
            if (!finite || !(scale > 0)) {
                throw new IllegalArgumentException(
                        "not a feature: " + name + ", " + mean + ", " + scale + ", " + weight);
            }
        }

        double part(double value) {
            return weight * (value - mean) / scale;
        }
    }

    public Selector {
        features = List.copyOf(features);
        if (!Double.isFinite(intercept)) {
            throw new IllegalArgumentException("intercept is not finite: " + intercept);
        }
        if (new HashSet<>(features.stream().map(Feature::name).toList()).size() < features.size()) {
            throw new IllegalArgumentException("a feature stands twice");
        }
    }

    /**
     * Minimises Σ log loss + ½ ridge·Σ weight² over standardised features, the intercept free, against the targets of
     * Platt 1999: so the intercept stays finite where every answer was right.
     *
     * @param names  one a feature, none twice
     * @param values a row an answer of the fit part, a finite value a feature
     * @param right  one a row
     * @param ridge  greater than 0
     * @throws IllegalArgumentException if there is no row, a row has not one finite value a feature, or the ridge is not
     *                                  positive
     */
    public static Selector fit(List<String> names, double[][] values, boolean[] right, double ridge) {
        if (values.length == 0 || values.length != right.length) {
            throw new IllegalArgumentException(values.length + " rows of features for " + right.length + " answers");
        }
        if (!(ridge > 0 && Double.isFinite(ridge))) {
            throw new IllegalArgumentException("the ridge is greater than 0: " + ridge);
        }
        Feature[] features = new Feature[names.size()];
        Arrays.setAll(features, column -> unweighted(names, values, column));
        double[][] rows = new double[values.length][];
        Arrays.setAll(rows, row -> standardised(features, values[row]));
        double[] penalties = new double[features.length + 1];
        Arrays.fill(penalties, 0, features.length, ridge);
        double[] weights = new LogisticRegression(rows, LogisticRegression.targets(right), penalties)
                .fit(new double[features.length + 1]);
        Arrays.setAll(features, column -> weighted(features[column], weights[column]));
        return new Selector(List.of(features), weights[features.length]);
    }

    /**
     * @param values one a feature, in their order
     * @return raw confidence in [0, 1], for a {@link CalibrationMap}
     * @throws IllegalArgumentException if there is not one finite value a feature
     */
    public double confidence(double... values) {
        requireValues(features.size(), values);
        double logOdds = intercept;
        for (int i = 0; i < values.length; i++) {
            logOdds += features.get(i).part(values[i]);
        }
        return Logit.inverse(logOdds);
    }

    private static Feature unweighted(List<String> names, double[][] values, int column) {
        double mean = 0;
        for (double[] row : values) {
            requireValues(names.size(), row);
            mean += row[column] / values.length;
        }
        double squares = 0;
        for (double[] row : values) {
            squares += (row[column] - mean) * (row[column] - mean);
        }
        double deviation = Math.sqrt(squares / values.length);
        boolean varies = deviation > 1e-12 * Math.max(1, Math.abs(mean));
        return new Feature(names.get(column), mean, varies ? deviation : 1, 0);
    }

    private static Feature weighted(Feature feature, double weight) {
        return new Feature(feature.name, feature.mean, feature.scale, weight);
    }

    /** With a one for the intercept. */
    private static double[] standardised(Feature[] features, double[] values) {
        double[] row = new double[features.length + 1];
        for (int i = 0; i < features.length; i++) {
            row[i] = (values[i] - features[i].mean) / features[i].scale;
        }
        row[features.length] = 1;
        return row;
    }

    private static void requireValues(int features, double[] values) {
        if (values.length != features || !Arrays.stream(values).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("not " + features + " finite features: " + Arrays.toString(values));
        }
    }
}
