package io.assay.core.statistics;

/**
 * From {@code lower} to {@code upper}, both included.
 *
 * <p>Constructing throws {@link IllegalArgumentException} unless lower ≤ upper.
 */
public record Interval(double lower, double upper) {
    public Interval {
        if (!(lower <= upper)) { // refuses NaN too
            throw new IllegalArgumentException("lower end above the upper: " + lower + " > " + upper);
        }
    }

    public boolean contains(double value) {
        return value >= lower && value <= upper;
    }
}
