package io.assay.local.cli;

import io.assay.core.Fields;
import io.assay.core.Label;
import io.assay.json.Json;
import io.assay.json.MalformedJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads what the user gives: files of one JSON object, or of one JSON object a line. */
final class CaseLines {

    private CaseLines() {}

    /** One case to send; the reference is the sender's own name for it. */
    record Line(String reference, Map<String, Object> input) {}

    /** @throws BadInput naming the line, if one is no {@code {"reference","input"}} or a reference comes twice */
    static List<Line> cases(Path file) {
        Map<String, Map<String, Object>> cases = byReference(
                file,
                "{\"reference\": text, \"input\": object}",
                fields -> fields.optionalMap("input")
                        .orElseThrow(() -> new IllegalArgumentException("field input is missing")));
        if (cases.isEmpty()) {
            throw new BadInput(file + " holds no case; give one {\"reference\", \"input\"} a line");
        }
        return cases.entrySet().stream()
                .map(line -> new Line(line.getKey(), line.getValue()))
                .toList();
    }

    /** @throws BadInput naming the line, if one is no {@code {"reference","label"}} or a reference comes twice */
    static Map<String, Label> labels(Path file) {
        return byReference(file, "{\"reference\": text, \"label\": text}", fields -> fields.label("label"));
    }

    /** @throws BadInput if the file cannot be read or holds no JSON object */
    static Map<String, Object> document(Path file) {
        try {
            return Json.object(text(file));
        } catch (MalformedJson e) {
            throw new BadInput(file + " is " + e.getMessage(), e);
        }
    }

    private static <T> Map<String, T> byReference(Path file, String shape, Function<Fields, T> read) {
        Map<String, T> found = new LinkedHashMap<>();
        int number = 0;
        for (String line : text(file).lines().toList()) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            String at = file + " line " + number;
            try {
                Fields fields = new Fields(Json.object(line));
                String reference = fields.text("reference");
                if (found.put(reference, read.apply(fields)) != null) {
                    throw new BadInput(at + ": the reference " + reference + " has come before; give each its own");
                }
            } catch (MalformedJson e) {
                throw new BadInput(at + " is " + e.getMessage() + "; give " + shape, e);
            } catch (IllegalArgumentException e) {
                throw new BadInput(at + ": " + e.getMessage() + "; give " + shape, e);
            }
        }
        return found;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new BadInput("there is no file " + file + "; give its path", e);
        } catch (IOException e) {
            throw new BadInput("cannot read " + file + " as UTF-8 text: " + e.getMessage(), e);
        }
    }
}
