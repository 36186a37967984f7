package io.assay.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where JSON Schema 2020-12 keeps schemas inside schemas, and which keywords a workflow's schema may use. */
final class Keywords {

    static final String NORMALISE = "x-normalise";
    static final String REGION = "x-region";
    static final String SENSITIVE = "x-sensitive";

    /** Keywords whose value is one schema that applies to the same value as the schema around it. */
    static final Set<String> SAME_VALUE = Set.of("not", "if", "then", "else");

    /** Keywords whose value is a list of schemas that apply to the same value as the schema around them. */
    static final Set<String> SAME_VALUE_LISTS = Set.of("allOf", "anyOf", "oneOf");

    /** Keywords whose value is one schema for values further inside. */
    static final Set<String> INNER_VALUE = Set.of(
            "additionalProperties", "unevaluatedProperties", "items", "unevaluatedItems", "contains", "propertyNames");

    static final String INNER_LIST = "prefixItems";
    static final Set<String> INNER_MAPS = Set.of("properties", "patternProperties");
    static final String SAME_VALUE_MAP = "dependentSchemas";
    static final String DEFINITIONS = "$defs";

    private static final Set<String> PLAIN = Set.of(
            "$schema",
            "$id",
            "$comment",
            "$ref",
            "type",
            "enum",
            "const",
            "multipleOf",
            "maximum",
            "exclusiveMaximum",
            "minimum",
            "exclusiveMinimum",
            "maxLength",
            "minLength",
            "pattern",
            "maxItems",
            "minItems",
            "uniqueItems",
            "maxContains",
            "minContains",
            "maxProperties",
            "minProperties",
            "required",
            "dependentRequired",
            "title",
            "description",
            "default",
            "deprecated",
            "readOnly",
            "writeOnly",
            "examples",
            "format",
            NORMALISE,
            REGION,
            SENSITIVE);

    /**
     * A schema inside another one.
     *
     * @param sameValue whether it applies to the same value as the schema around it
     */
    record Inner(Pointer pointer, Object schema, boolean sameValue) {}

    private Keywords() {}

    static boolean isKnown(String keyword) {
        return PLAIN.contains(keyword)
                || SAME_VALUE.contains(keyword)
                || SAME_VALUE_LISTS.contains(keyword)
                || INNER_VALUE.contains(keyword)
                || INNER_MAPS.contains(keyword)
                || keyword.equals(INNER_LIST)
                || keyword.equals(SAME_VALUE_MAP)
                || keyword.equals(DEFINITIONS);
    }

    /** The schemas directly inside a schema, definitions among them; what has the wrong shape is left out. */
    static List<Inner> inside(Pointer pointer, Map<?, ?> schema) {
        List<Inner> found = new ArrayList<>();
        schema.forEach((key, value) -> {
            String keyword = String.valueOf(key);
            Pointer at = pointer.field(keyword);
            if (SAME_VALUE.contains(keyword) || INNER_VALUE.contains(keyword)) {
                found.add(new Inner(at, value, SAME_VALUE.contains(keyword)));
            } else if (value instanceof List<?> list
                    && (SAME_VALUE_LISTS.contains(keyword) || keyword.equals(INNER_LIST))) {
                for (int i = 0; i < list.size(); i++) {
                    found.add(new Inner(at.item(i), list.get(i), !keyword.equals(INNER_LIST)));
                }
            } else if (value instanceof Map<?, ?> map
                    && (INNER_MAPS.contains(keyword)
                            || keyword.equals(SAME_VALUE_MAP)
                            || keyword.equals(DEFINITIONS))) {
                map.forEach((name, inner) ->
                        found.add(new Inner(at.field(String.valueOf(name)), inner, keyword.equals(SAME_VALUE_MAP))));
            }
        });
        return found;
    }
}
