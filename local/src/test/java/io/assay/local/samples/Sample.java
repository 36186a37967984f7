package io.assay.local.samples;

import io.assay.core.Fields;
import io.assay.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * One file of {@code events/}, as {@code events/README.md} explains it.
 *
 * @param text the file, with the names of what earlier samples captured still in it
 */
record Sample(String file, String text) {
    /** The samples of one folder, in the order of their names. */
    static List<Sample> in(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(Sample::read)
                    .toList();
        }
    }

    private static Sample read(Path file) {
        try {
            return new Sample(String.valueOf(file.getFileName()), Files.readString(file));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    String title() {
        return raw().text("title");
    }

    /** What is expected, names not replaced. */
    Fields expect() {
        return raw().fields("expect");
    }

    Fields raw() {
        return new Fields(Json.object(text));
    }
}
