package io.assay.local.cli;

import io.assay.core.Hashes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.List;

/**
 * How often the test part of a file was opened: who looks again and again, and changes something in between, chooses on
 * what is meant to test. One line an opening: SHA-256 of the file's bytes, and the day.
 */
final class Openings {
    private final Path record;

    /** @param kept folder of the record */
    Openings(Path kept) {
        record = kept.resolve("assess-openings.txt");
    }

    /** Records one more. @return how many there are of this content, this one included */
    int opened(Path file, LocalDate today) {
        try {
            String hash = Hashes.sha256Hex(Files.readAllBytes(file));
            Files.createDirectories(record.toAbsolutePath().getParent());
            List<String> before = Files.exists(record) ? Files.readAllLines(record) : List.of();
            Files.writeString(record, hash + " " + today + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            return 1
                    + (int) before.stream()
                            .filter(line -> line.startsWith(hash))
                            .count();
        } catch (IOException e) {
            throw new UncheckedIOException("what was opened cannot be recorded in " + record, e);
        }
    }
}
