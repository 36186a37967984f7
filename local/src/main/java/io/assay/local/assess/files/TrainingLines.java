package io.assay.local.assess.files;

import java.nio.file.Path;
import java.util.List;

/** A JSONL file, line by line; what its lines hold is looked at elsewhere. */
public final class TrainingLines {
    private TrainingLines() {}

    /** @throws InputProblem if the file cannot be read, is empty or is no UTF-8 text */
    public static List<String> read(Path file) {
        TextFile.require(file, "a JSONL file: one training record a line");
        return TextFile.text(file).lines().toList();
    }
}
