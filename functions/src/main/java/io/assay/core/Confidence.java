package io.assay.core;

/**
 * The probability that a label is right, in [0, 1].
 *
 * <p>Constructing throws {@link IllegalArgumentException} if the value is outside, or not a number.
 */
public record Confidence(double value) {
    public Confidence {
        if (!(value >= 0 && value <= 1)) { // refuses NaN too
            throw new IllegalArgumentException("confidence outside [0, 1]: " + value);
        }
    }
}
