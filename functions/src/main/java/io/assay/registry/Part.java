package io.assay.registry;

import io.assay.schema.Pointer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A place of a document that may have any shape. What is missing or of another kind reads as empty: the document's
 * schema already says so.
 */
record Part(Pointer at, @Nullable Object value) {

    static Part whole(Map<String, Object> document) {
        return new Part(Pointer.ROOT, document);
    }

    Part field(String name) {
        return new Part(at.field(name), value instanceof Map<?, ?> map ? map.get(name) : null);
    }

    /** The elements of a list. */
    List<Part> items() {
        return value instanceof List<?> list
                ? IntStream.range(0, list.size())
                        .mapToObj(i -> new Part(at.item(i), list.get(i)))
                        .toList()
                : List.of();
    }

    Optional<String> text() {
        return value instanceof String text ? Optional.of(text) : Optional.empty();
    }

    boolean isTrue() {
        return Boolean.TRUE.equals(value);
    }

    @SuppressWarnings("unchecked") // JSON objects have text keys
    Optional<Map<String, Object>> object() {
        return value instanceof Map<?, ?> map ? Optional.of((Map<String, Object>) map) : Optional.empty();
    }
}
