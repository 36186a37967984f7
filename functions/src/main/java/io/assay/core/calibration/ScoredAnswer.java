package io.assay.core.calibration;

/**
 * An answer with its confidence, and whether it was right.
 *
 * <p>All figures of this package count each answer once. Answers that were reviewed with unequal probabilities are
 * thinned to a common one before; means and costs of such answers are taken with weights instead, by
 * {@link io.assay.core.resampling.GroupedRatio}.
 */
public record ScoredAnswer(CalibratedConfidence confidence, boolean right) {

    /**
     * An answer whose confidence no map has changed.
     *
     * @param raw in [0, 1]
     * @throws IllegalArgumentException if the confidence is outside its range
     */
    public static ScoredAnswer raw(double raw, boolean right) {
        return new ScoredAnswer(new CalibratedConfidence(raw, raw), right);
    }

    /** The same answer under another map. */
    public ScoredAnswer under(CalibrationMap map) {
        return new ScoredAnswer(map.apply(confidence.raw()), right);
    }

    double probability() {
        return confidence.probability();
    }
}
