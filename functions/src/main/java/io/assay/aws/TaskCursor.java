package io.assay.aws;

import io.assay.core.CanonicalJson;
import io.assay.core.Fields;
import io.assay.json.Json;
import io.assay.json.MalformedJson;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far a list was read, partition by partition, as a text that callers hand back unread. It grants nothing: what may
 * be listed is decided anew at each request.
 *
 * @param positions by partition, counted from 0; none: from its beginning
 */
record TaskCursor(Map<Integer, Position> positions) {
    static final TaskCursor START = new TaskCursor(Map.of());

    /** The last task read. */
    record Position(String due, String taskId) {}

    TaskCursor {
        positions = Map.copyOf(positions);
    }

    String encode() {
        List<Map<String, Object>> read = new TreeMap<>(positions)
                .entrySet().stream()
                        .map(entry -> Map.<String, Object>of(
                                "n", entry.getKey(),
                                "due", entry.getValue().due(),
                                "task", entry.getValue().taskId()))
                        .toList();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(CanonicalJson.bytes(Map.of("read", read)));
    }

    /** @throws IllegalArgumentException if the text is no cursor */
    static TaskCursor decode(String text) {
        try {
            byte[] json = Base64.getUrlDecoder().decode(text.getBytes(StandardCharsets.US_ASCII));
            Map<Integer, Position> positions = new TreeMap<>();
            for (Fields read : new Fields(Json.object(json)).list("read")) {
                positions.put(read.whole("n"), new Position(read.text("due"), read.text("task")));
            }
            return new TaskCursor(positions);
        } catch (MalformedJson e) {
            throw new IllegalArgumentException("not a cursor", e);
        }
    }
}
