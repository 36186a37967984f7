package io.assay.core.resampling;

/** What a row may be used for. Nothing is chosen on {@link #CERTIFY}; {@link #TEST} is opened last. */
public enum Part {
    /** Examples, an index, a trained head or a tuned model. */
    TRAIN,
    /** The calibration map and the selector. */
    FIT,
    /** Arm, prompt, k and confidence source. */
    SELECT,
    /** Certificates. */
    CERTIFY,
    /** What the report says. */
    TEST
}
