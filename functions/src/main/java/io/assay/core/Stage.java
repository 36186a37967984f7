package io.assay.core;

import java.util.Locale;

/** A step that a queue feeds; in the order of a case's way. */
public enum Stage {
    INFERENCE,
    EVALUATION,
    ACTION,
    ESCALATION;

    /** The name of its queue and of its function, for example {@code inference}. */
    public String queueName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
