package io.assay.core.resampling;

/**
 * How much of the rows each part gets.
 *
 * <p>Constructing throws {@link IllegalArgumentException} if a share is not in (0, 1) or they do not add up to 1.
 */
public record Shares(double train, double fit, double select, double certify, double test) {

    /** A fifth to test, as five folds have it; of the rest, most to train and enough to certify. */
    public static final Shares STANDARD = new Shares(0.45, 0.10, 0.10, 0.15, 0.20);

    public Shares {
        double sum = train + fit + select + certify + test;
        boolean positive = train > 0 && fit > 0 && select > 0 && certify > 0 && test > 0;
        if (!positive || !(Math.abs(sum - 1) < 1e-9)) {
            throw new IllegalArgumentException("shares that are not positive or do not add up to 1: " + sum);
        }
    }

    /** The part at a place of the circle, in [0, 1): test first, then certify, select, fit and train. */
    Part at(double place) {
        if (place < test) {
            return Part.TEST;
        }
        if (place < test + certify) {
            return Part.CERTIFY;
        }
        if (place < test + certify + select) {
            return Part.SELECT;
        }
        return place < test + certify + select + fit ? Part.FIT : Part.TRAIN;
    }
}
