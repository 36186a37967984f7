package io.assay.core;

import java.util.Locale;

/** A workflow's autonomy. */
public enum Phase {
    /** People decide blind; the model only predicts. */
    BASELINE,
    /** People decide, seeing the model. */
    PILOT,
    /** Answers over the threshold act alone. */
    EXPAND,
    /** As expand, for a workflow taken over by further teams. */
    REPLICATE;

    public boolean mayAutomate() {
        return this == EXPAND || this == REPLICATE;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException naming the phases there are */
    public static Phase of(String word) {
        for (Phase phase : values()) {
            if (phase.word().equals(word)) {
                return phase;
            }
        }
        throw new IllegalArgumentException("unknown phase " + word + ": baseline, pilot, expand or replicate");
    }
}
