package io.assay.local.cli;

import io.assay.local.VirtualClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;

/**
 * How far a stack's clock is ahead, kept beside its tables: a stack that starts again must not begin before events that
 * it has written.
 */
record KeptClock(Path file) {

    static KeptClock in(Path data) {
        return new KeptClock(data.resolve("clock-ahead"));
    }

    /** Brings a new clock to where the last one was. @throws BadInput if the file is not one of ours */
    void restore(VirtualClock clock) {
        if (!Files.exists(file)) {
            return;
        }
        try {
            clock.advance(Duration.parse(Files.readString(file).strip()));
        } catch (DateTimeParseException e) {
            throw new BadInput(file + " holds no duration; give a directory that assay made", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void keep(VirtualClock clock) {
        try {
            Files.writeString(file, clock.offset().toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
