package io.assay.local.samples;

import io.assay.core.CanonicalJson;
import io.assay.core.Fields;
import io.assay.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a sample sends: JSON, text, a file with changes, or text so long that it is better told than written. */
final class Content {
    static final Path EVENTS = Path.of("..", "events");

    private Content() {}

    /** Empty: nothing is sent. */
    static Optional<String> of(Fields input) throws IOException {
        if (input.map().containsKey("body")) {
            return Optional.of(CanonicalJson.text(input.fields("body").map()));
        }
        if (input.map().containsKey("bodyFile")) {
            Map<String, Object> file = Json.object(Files.readString(EVENTS.resolve(input.text("bodyFile"))));
            return Optional.of(
                    CanonicalJson.text(patched(file, input.optionalMap("patch").orElse(Map.of()))));
        }
        if (input.map().containsKey("repeat")) {
            Fields repeat = input.fields("repeat");
            return Optional.of(
                    repeat.text("before") + repeat.text("text").repeat(repeat.whole("times")) + repeat.text("after"));
        }
        return input.optionalText("rawBody");
    }

    /** A JSON merge patch (RFC 7396). */
    private static Map<String, Object> patched(Map<?, ?> target, Map<?, ?> patch) {
        Map<String, Object> patched = new LinkedHashMap<>();
        target.forEach((name, value) -> patched.put(String.valueOf(name), value));
        patch.forEach((name, value) -> {
            switch (value) {
                case null -> patched.remove(name);
                case Map<?, ?> inner ->
                    patched.put(
                            String.valueOf(name),
                            patched(patched.get(name) instanceof Map<?, ?> old ? old : Map.of(), inner));
                default -> patched.put(String.valueOf(name), value);
            }
        });
        return patched;
    }
}
