package io.assay.local.gateway.iam;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads policy documents as the template reader hands them over: maps, lists and strings. */
final class Policies {
    private Policies() {}

    /**
     * The statements of several documents.
     *
     * @param where role or bucket, for messages
     * @throws IllegalArgumentException naming the place, when a document holds what is not understood
     */
    static List<Statement> statements(List<Map<String, Object>> documents, String where, boolean ofResource) {
        List<Statement> statements = new ArrayList<>();
        for (int d = 0; d < documents.size(); d++) {
            Object source = documents.get(d).get("Statement");
            if (source == null) throw new IllegalArgumentException(where + ": policy " + (d + 1) + " has no Statement");
            List<?> list = source instanceof List<?> several ? several : List.of(source);
            for (int s = 0; s < list.size(); s++) {
                String place = "policy " + (d + 1) + " statement " + (s + 1);
                String full = where + ", " + place;
                statements.add(Statement.of(map(list.get(s), full), full, place, ofResource));
            }
        }
        return List.copyOf(statements);
    }

    static Map<String, Object> map(@Nullable Object source, String where) {
        if (!(source instanceof Map<?, ?> map)) throw new IllegalArgumentException(where + " must be an object");
        map.forEach((key, value) -> {
            if (value == null) throw new IllegalArgumentException(where + ": " + key + " has no value");
        });
        return map.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(e -> String.valueOf(e.getKey()), Map.Entry::getValue));
    }

    /** One value or a list of values; numbers and booleans count as their text. */
    static List<String> strings(@Nullable Object source, String where) {
        if (source instanceof Collection<?> several) {
            if (several.isEmpty()) throw new IllegalArgumentException(where + " is an empty list");
            return several.stream().map(String::valueOf).toList();
        }
        if (source instanceof String || source instanceof Number || source instanceof Boolean)
            return List.of(source.toString());
        throw new IllegalArgumentException(where + " must be a string or a list of strings");
    }

    static void refuseVariables(List<String> values, String where) {
        for (String value : values)
            if (value.contains("${"))
                throw new IllegalArgumentException(where + ": policy variables are not understood: " + value);
    }
}
