package io.assay.core.verdict;

import java.util.Locale;

/** What the money is reckoned from. Some quantities belong to one arm, the rest to all. */
public enum Quantity {
    /** V, cases a month. */
    VOLUME("cases a month", 0, Double.MAX_VALUE),
    /** T, months looked ahead; a fraction is rounded. */
    HORIZON("months", 1, 600),
    /** r, yearly. */
    DISCOUNT_RATE("a year", 0, 10),
    /** w. */
    WAGE("USD an hour", 0, Double.MAX_VALUE),
    /** m_h, minutes of a person who decides from scratch. */
    MINUTES_FROM_SCRATCH("minutes", 0, Double.MAX_VALUE),
    /** m_r, minutes of a person who decides an escalated case. */
    MINUTES_ESCALATED("minutes", 0, Double.MAX_VALUE),
    /** m_b, minutes of a person who decides a quality sample blind. */
    MINUTES_BLIND("minutes", 0, Double.MAX_VALUE),
    /** e_h, share of their cases that people decide wrongly. */
    PEOPLE_ERROR_RATE("of the cases", 0, 1),
    /** Cost of acting on a wrong answer; a matrix of costs is scaled by it. */
    ERROR_COST("USD", 0, Double.MAX_VALUE),
    /** E, of those who build and keep it. */
    DAY_RATE("USD a day", 0, Double.MAX_VALUE),
    /** q_policy, share of the automated cases that people look at blind. */
    QUALITY_SAMPLE("of the automated", 0, 1),
    /** n_det, samples after which a doubled risk is noticed. */
    DETECTION_SAMPLES("samples", 0, Double.MAX_VALUE),
    /** D, days in which a doubled risk must be noticed; may be left out: nothing is promised. */
    DETECTION_DAYS("days", 1e-9, Double.MAX_VALUE),
    /** b_s. */
    BUILD_DAYS("days", true),
    /** v_s, validation and approval. */
    VALIDATION_DAYS("days", true),
    /** g_s. */
    UPKEEP_DAYS("days a month", true),
    /** u_s. */
    RETRAINING_DAYS("days a retraining", true);

    private final String unit;
    private final boolean ofAnArm;
    private final double least;
    private final double most;

    Quantity(String unit, double least, double most) {
        this(unit, false, least, most);
    }

    Quantity(String unit, boolean ofAnArm) {
        this(unit, ofAnArm, 0, Double.MAX_VALUE);
    }

    Quantity(String unit, boolean ofAnArm, double least, double most) {
        this.unit = unit;
        this.ofAnArm = ofAnArm;
        this.least = least;
        this.most = most;
    }

    /** For example {@code people error rate}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    public String unit() {
        return unit;
    }

    /** True when each arm has its own. */
    public boolean ofAnArm() {
        return ofAnArm;
    }

    /** The least value that makes sense. */
    public double least() {
        return least;
    }

    /** The greatest value that makes sense. */
    public double most() {
        return most;
    }
}
