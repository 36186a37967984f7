package io.assay.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rewrites a workflow's schema into the one that cases are checked against.
 *
 * <p>Each schema of a value of its own (the root, a field, an element) that says neither {@code additionalProperties} nor
 * {@code unevaluatedProperties} gets one of them as {@code false}, so unknown fields are refused unless the schema allows
 * them by name. Branches ({@code allOf}, {@code if} …) and {@code $defs} stay open, for they describe a value together
 * with the schema that uses them. A field with {@code "x-normalise": "amount"} may also be the object of amount and currency
 * that it becomes; a schema that says nothing of its shape accepts that object and a string.
 */
final class ClosedSchema {

    private static final Set<String> COMPOSED =
            Set.of("$ref", "allOf", "anyOf", "oneOf", "not", "if", "then", "else", "dependentSchemas");

    private ClosedSchema() {}

    static Map<String, Object> of(Map<?, ?> schema) {
        Map<String, Object> closed = closed(schema);
        closed.remove("$id"); // references are local, and an id would move their base
        return closed;
    }

    private static Map<String, Object> closed(Map<?, ?> schema) {
        Map<String, Object> closed = open(schema);
        if (!closed.containsKey("additionalProperties") && !closed.containsKey("unevaluatedProperties")) {
            boolean composed = schema.keySet().stream().anyMatch(COMPOSED::contains);
            closed.put(composed ? "unevaluatedProperties" : "additionalProperties", false);
        }
        return closed;
    }

    private static Map<String, Object> open(Map<?, ?> schema) {
        Map<String, Object> open = new LinkedHashMap<>();
        schema.forEach((key, value) -> {
            String keyword = String.valueOf(key);
            open.put(keyword, keyword(keyword, value));
        });
        if (Normalisation.AMOUNT.word().equals(open.get(Keywords.NORMALISE))) {
            amount(open);
        }
        return open;
    }

    private static Object keyword(String keyword, Object value) {
        if (Keywords.SAME_VALUE.contains(keyword)) {
            return opened(value);
        }
        if (Keywords.INNER_VALUE.contains(keyword)) {
            return closedIfSchema(value);
        }
        if (value instanceof List<?> list && Keywords.SAME_VALUE_LISTS.contains(keyword)) {
            return list.stream().map(ClosedSchema::opened).toList();
        }
        if (value instanceof List<?> list && keyword.equals(Keywords.INNER_LIST)) {
            return list.stream().map(ClosedSchema::closedIfSchema).toList();
        }
        if (value instanceof Map<?, ?> map
                && (keyword.equals(Keywords.DEFINITIONS) || keyword.equals(Keywords.SAME_VALUE_MAP))) {
            Map<String, Object> all = new LinkedHashMap<>();
            map.forEach((name, inner) -> all.put(String.valueOf(name), opened(inner)));
            return all;
        }
        if (value instanceof Map<?, ?> map && Keywords.INNER_MAPS.contains(keyword)) {
            Map<String, Object> all = new LinkedHashMap<>();
            map.forEach((name, inner) -> all.put(String.valueOf(name), closedIfSchema(inner)));
            return all;
        }
        return value;
    }

    private static Object opened(Object schema) {
        return schema instanceof Map<?, ?> map ? open(map) : schema;
    }

    private static Object closedIfSchema(Object schema) {
        return schema instanceof Map<?, ?> map ? closed(map) : schema;
    }

    private static void amount(Map<String, Object> schema) {
        List<Object> types = new ArrayList<>(
                switch (schema.get("type")) {
                    case String one -> List.of(one);
                    case List<?> some -> some;
                    case null, default -> List.of("string");
                });
        if (!types.contains("object")) {
            types.add("object"); // what normalising makes of it
        }
        schema.put("type", types);
        schema.putIfAbsent(
                "properties",
                Map.of("amount", Map.of("type", List.of("string", "number")), "currency", Map.of("type", "string")));
        schema.putIfAbsent("required", List.of("amount", "currency"));
    }
}
