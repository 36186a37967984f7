package io.assay.rules;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The first-level fields that an input can have: a rule on any other would fail, and so fire, for every case. */
final class InputFields {
    /** With one of these a schema names fields elsewhere than in its properties. */
    private static final Set<String> ELSEWHERE = Set.of(
            "additionalProperties",
            "unevaluatedProperties",
            "patternProperties",
            "$ref",
            "$dynamicRef",
            "allOf",
            "anyOf",
            "oneOf",
            "if",
            "then",
            "else",
            "dependentSchemas");

    /** Whatever a rule reads. */
    static final InputFields ANY = new InputFields(Optional.empty());

    private final Optional<Set<String>> names;

    private InputFields(Optional<Set<String>> names) {
        this.names = names;
    }

    /** @param schema of the input, of any shape: what has no properties, or names fields elsewhere too, allows any */
    static InputFields of(Map<String, Object> schema) {
        boolean open = schema.entrySet().stream()
                .anyMatch(keyword -> ELSEWHERE.contains(keyword.getKey()) && !Boolean.FALSE.equals(keyword.getValue()));
        if (open || !(schema.get("properties") instanceof Map<?, ?> properties)) {
            return ANY;
        }
        Set<String> names = new TreeSet<>();
        properties.keySet().forEach(name -> names.add(String.valueOf(name)));
        return new InputFields(Optional.of(names));
    }

    Optional<String> problemOf(String field) {
        return names.filter(known -> !known.contains(field))
                .map(known -> "input has no field %s by the input schema, only %s"
                        .formatted(field, String.join(", ", known)));
    }
}
