package io.assay.schema;

import com.networknt.schema.Error;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Says in words what the validator found; repeats what the schema says, never what the caller sent. */
final class Sentences {

    private static final int MAX_LISTED = 20;

    private Sentences() {}

    static Violation of(Error error) {
        Pointer at = new Pointer(error.getInstanceLocation().toString());
        return switch (error.getKeyword()) {
            case "required" -> Violation.at(at.field(property(error)), "is required but missing");
            case "dependentRequired" ->
                Violation.at(at, "lacks a field that must come together with one that is present");
            case "additionalProperties", "unevaluatedProperties" ->
                Violation.at(at.field(property(error)), "is not a field that is known here");
            case "additionalItems", "unevaluatedItems", "prefixItems" ->
                Violation.at(at, "has more elements than are allowed");
            case "type" -> Violation.at(at, "must be " + types(error.getSchemaNode()));
            case "enum" -> Violation.at(at, "must be one of " + values(error.getSchemaNode()));
            case "const" -> Violation.at(at, "must be " + error.getSchemaNode());
            case "pattern" ->
                Violation.at(
                        at, "must match the pattern " + error.getSchemaNode().asString());
            case "minLength" -> Violation.at(at, "must be at least %s characters long".formatted(bound(error)));
            case "maxLength" -> Violation.at(at, "must be at most %s characters long".formatted(bound(error)));
            case "minItems" -> Violation.at(at, "must have at least %s elements".formatted(bound(error)));
            case "maxItems" -> Violation.at(at, "must have at most %s elements".formatted(bound(error)));
            case "minProperties" -> Violation.at(at, "must have at least %s fields".formatted(bound(error)));
            case "maxProperties" -> Violation.at(at, "must have at most %s fields".formatted(bound(error)));
            case "minimum" -> Violation.at(at, "must be at least " + bound(error));
            case "maximum" -> Violation.at(at, "must be at most " + bound(error));
            case "exclusiveMinimum" -> Violation.at(at, "must be more than " + bound(error));
            case "exclusiveMaximum" -> Violation.at(at, "must be less than " + bound(error));
            case "multipleOf" -> Violation.at(at, "must be a multiple of " + bound(error));
            case "uniqueItems" -> Violation.at(at, "must not hold the same element twice");
            case "contains", "minContains" -> Violation.at(at, "lacks an element that must be there");
            case "maxContains" -> Violation.at(at, "has too many elements of one kind");
            case "propertyNames" -> Violation.at(at, "has a field with a name that is not allowed");
            case "anyOf" -> Violation.at(at, "fits none of the allowed forms");
            case "oneOf" -> Violation.at(at, "must fit exactly one of the allowed forms");
            case "not" -> Violation.at(at, "has a form that is not allowed");
            default -> Violation.at(at, "is not allowed here (%s)".formatted(error.getKeyword()));
        };
    }

    private static String property(Error error) {
        return error.getProperty() == null ? "" : error.getProperty();
    }

    private static String bound(Error error) {
        return error.getSchemaNode().asString();
    }

    private static String types(JsonNode types) {
        return types.isArray()
                ? StreamSupport.stream(types.spliterator(), false)
                        .map(Sentences::type)
                        .collect(Collectors.joining(" or "))
                : type(types);
    }

    private static String type(JsonNode type) {
        return switch (type.asString()) {
            case "object" -> "an object";
            case "array" -> "an array";
            case "integer" -> "an integer";
            case "boolean" -> "true or false";
            case "null" -> "null";
            default -> "a " + type.asString();
        };
    }

    private static String values(JsonNode values) {
        String listed = StreamSupport.stream(values.spliterator(), false)
                .limit(MAX_LISTED)
                .map(JsonNode::toString)
                .collect(Collectors.joining(", "));
        return values.size() > MAX_LISTED ? listed + " …" : listed;
    }
}
