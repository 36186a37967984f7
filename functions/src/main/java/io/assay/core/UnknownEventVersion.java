package io.assay.core;

/**
 * A newer release wrote this event. During a canary old and new code run side by side, so the reader postpones its
 * message: it never skips the event.
 */
public final class UnknownEventVersion extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnknownEventVersion(String type, int schemaVersion) {
        super("event " + type + " version " + schemaVersion + " is not known to this release");
    }
}
