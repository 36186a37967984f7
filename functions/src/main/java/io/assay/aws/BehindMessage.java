package io.assay.aws;

/** The history that was read ends before the event a message speaks of. Trying again may find it. */
public final class BehindMessage extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BehindMessage(String message) {
        super(message);
    }
}
