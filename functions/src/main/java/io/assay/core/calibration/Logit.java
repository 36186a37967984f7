package io.assay.core.calibration;

/** Log odds and back. */
final class Logit {
    /**
     * Confidences are kept this far from 0 and 1 before their log odds are taken, which are then at most 13.8 in size: an
     * answer given with confidence 1 that is wrong must not outweigh all others.
     */
    static final double MARGIN = 1e-6;

    private Logit() {}

    static double of(double confidence) {
        double inside = Math.clamp(confidence, MARGIN, 1 - MARGIN);
        return Math.log(inside / (1 - inside));
    }

    /** 1 / (1 + exp(−x)), without overflow. */
    static double inverse(double x) {
        double e = Math.exp(-Math.abs(x));
        return x >= 0 ? 1 / (1 + e) : e / (1 + e);
    }
}
