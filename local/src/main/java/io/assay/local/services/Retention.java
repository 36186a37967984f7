package io.assay.local.services;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** How long, and how firmly, S3 Object Lock keeps one version of an object. */
record Retention(Mode mode, Instant until) {
    enum Mode {
        /** Who may bypass it can shorten or end it. */
        GOVERNANCE,
        /** Nobody can, before its time. */
        COMPLIANCE
    }

    /**
     * Reads what a request says.
     *
     * @throws S3Failure if the mode is unknown or the time is none, or not ahead of {@code now}
     */
    static Retention parse(String mode, String until, Instant now) {
        if (!mode.equals("GOVERNANCE") && !mode.equals("COMPLIANCE"))
            throw S3Failure.invalidArgument("Unknown wormMode directive.");
        try {
            var end = Instant.parse(until);
            if (!end.isAfter(now)) throw S3Failure.invalidArgument("The retain until date must be in the future!");
            return new Retention(Mode.valueOf(mode), end);
        } catch (DateTimeParseException e) {
            throw S3Failure.invalidArgument("The retain until date must be provided in ISO 8601 format");
        }
    }

    boolean holds(Instant now) {
        return until.isAfter(now);
    }

    /** Whether this, being in force, lets itself be replaced by {@code next}; empty takes it away. */
    boolean yieldsTo(Optional<Retention> next, boolean bypass) {
        boolean stronger =
                next.filter(n -> n.mode == mode && !n.until.isBefore(until)).isPresent();
        return stronger || (mode == Mode.GOVERNANCE && bypass);
    }
}
