package io.assay.local.template;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The {@code template.yaml} at the repository's root. */
final class ProjectTemplate {
    static final Path FILE = Path.of("..", "template.yaml");

    private ProjectTemplate() {}

    static String text() {
        try {
            return Files.exists(FILE) ? Files.readString(FILE) : Samples.good();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
