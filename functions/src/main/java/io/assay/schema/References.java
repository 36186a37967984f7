package io.assay.schema;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Follows {@code $ref} inside one schema document; there is no way out of it. */
final class References {

    private References() {}

    static boolean isLocal(String reference) {
        return reference.equals("#") || reference.startsWith("#/");
    }

    /** The pointer that a local reference names, with its percent-escapes undone, or empty when they are broken. */
    static Optional<String> pointer(String reference) {
        try {
            // '+' is itself in a fragment, unlike in a form
            return Optional.of(URLDecoder.decode(reference.substring(1).replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static Optional<Object> resolve(Map<?, ?> root, String reference) {
        return pointer(reference).flatMap(pointer -> {
            Object here = root;
            if (pointer.isEmpty()) {
                return Optional.of(here);
            }
            for (String part : pointer.substring(1).split("/", -1)) {
                String name = part.replace("~1", "/").replace("~0", "~");
                Object next = switch (here) {
                    case Map<?, ?> map -> map.get(name);
                    case List<?> list
                    when name.matches("\\d{1,6}") && Integer.parseInt(name) < list.size() ->
                        list.get(Integer.parseInt(name));
                    default -> null;
                };
                if (next == null) {
                    return Optional.empty();
                }
                here = next;
            }
            return Optional.of(here);
        });
    }
}
