package io.assay.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaseSchemaTest {

    private static final CaseSchema TICKET = CaseSchema.compile("""
            {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "https://example.com/ticket",
             "type": "object", "required": ["subject"],
             "properties": {
               "subject": {"type": "string", "minLength": 1, "maxLength": 20, "x-normalise": "text"},
               "channel": {"enum": ["mail", "phone"]},
               "priority": {"type": "integer", "minimum": 1, "maximum": 5},
               "score": {"type": "number", "multipleOf": 0.01},
               "code": {"type": "string", "pattern": "^[A-Z]{3}$"},
               "customer": {"$ref": "#/$defs/person"},
               "amount": {"x-normalise": "amount"},
               "tags": {"type": "array", "maxItems": 2, "uniqueItems": true, "items": {"type": "string"}},
               "free": {"type": "object", "additionalProperties": true},
               "note": {"type": ["string", "null"]},
               "when": {"type": "string", "format": "date-time"}},
             "$defs": {"person": {"type": "object", "properties": {"name": {"type": "string"}}}}}
            """);

    @Test
    void completeInput_isValid() {
        assertThat(TICKET.validate(Map.of(
                        "subject",
                        "hello",
                        "channel",
                        "mail",
                        "priority",
                        3,
                        "score",
                        new BigDecimal("0.30"),
                        "code",
                        "ABC",
                        "customer",
                        Map.of("name", "Ada"),
                        "tags",
                        List.of("a", "b"),
                        "free",
                        Map.of("anything", 1L, "inner", Map.of("x", true)),
                        "when",
                        "not a date: formats assert nothing")))
                .isEmpty();
    }

    @Test
    void integerWrittenWithFraction_isInteger() {
        assertThat(TICKET.validate(Map.of("subject", "x", "priority", new BigDecimal("3.0"))))
                .isEmpty();
    }

    @Test
    void null_isAllowedWhereTheTypeSaysSo() {
        assertThat(TICKET.validate(entry("note", null))).isEmpty();
        assertThat(TICKET.validate(entry("code", null))).containsExactly(new Violation("/code", "must be a string"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "missing         | /subject            | is required but missing",
                "long            | /subject            | must be at most 20 characters long",
                "enum            | /channel            | must be one of \"mail\", \"phone\"",
                "type            | /priority           | must be an integer",
                "maximum         | /priority           | must be at most 5",
                "minimum         | /priority           | must be at least 1",
                "multiple        | /score              | must be a multiple of 0.01",
                "pattern         | /code               | must match the pattern ^[A-Z]{3}$",
                "unknown         | /secret~1field      | is not a field that is known here",
                "unknownNested   | /customer/age       | is not a field that is known here",
                "items           | /tags               | must have at most 2 elements",
                "unique          | /tags               | must not hold the same element twice",
                "itemType        | /tags/1             | must be a string",
            })
    void violation_namesFieldAndRemedyButNotTheValue(String kind, String pointer, String problem) {
        Map<String, Object> input = switch (kind) {
            case "missing" -> Map.of();
            case "long" -> Map.of("subject", "x".repeat(21));
            case "enum" -> entry("channel", "carrier pigeon");
            case "type" -> entry("priority", "3");
            case "maximum" -> entry("priority", 6);
            case "minimum" -> entry("priority", 0);
            case "multiple" -> entry("score", new BigDecimal("0.305"));
            case "pattern" -> entry("code", "abc");
            case "unknown" -> entry("secret/field", 1);
            case "unknownNested" -> entry("customer", Map.of("name", "Ada", "age", 36));
            case "items" -> entry("tags", List.of("a", "b", "c"));
            case "unique" -> entry("tags", List.of("a", "a"));
            case "itemType" -> entry("tags", List.of("a", 2));
            default -> throw new IllegalArgumentException(kind);
        };
        assertThat(TICKET.validate(input)).containsExactly(new Violation(pointer, problem));
    }

    @Test
    void amount_isStringOrItsOwnObject() {
        assertThat(TICKET.validate(entry("amount", "12,50 EUR"))).isEmpty();
        assertThat(TICKET.validate(entry("amount", Map.of("amount", "12.50", "currency", "EUR"))))
                .isEmpty();
        assertThat(TICKET.validate(entry("amount", Map.of("amount", "12.50"))))
                .containsExactly(new Violation("/amount/currency", "is required but missing"));
        assertThat(TICKET.validate(entry("amount", 12)))
                .containsExactly(new Violation("/amount", "must be a string or an object"));
        assertThat(TICKET.validate(entry("amount", Map.of("amount", "1", "currency", "EUR", "tip", 1))))
                .containsExactly(new Violation("/amount/tip", "is not a field that is known here"));
    }

    @Test
    void branches_stayOpenAndTheWholeIsClosed() {
        CaseSchema composed = CaseSchema.compile("""
                {"type": "object", "properties": {"kind": {"enum": ["card", "bank"]}},
                 "allOf": [{"properties": {"note": {"type": "string"}}}],
                 "if": {"properties": {"kind": {"const": "card"}}},
                 "then": {"properties": {"card": {"type": "string"}}},
                 "else": {"$ref": "#/$defs/bank"},
                 "$defs": {"bank": {"properties": {"iban": {"type": "string"}}}}}
                """);

        assertThat(composed.validate(Map.of("kind", "card", "note", "n", "card", "c")))
                .isEmpty();
        assertThat(composed.validate(Map.of("kind", "bank", "iban", "i"))).isEmpty();
        assertThat(composed.validate(Map.of("kind", "bank", "card", "c")))
                .containsExactly(new Violation("/card", "is not a field that is known here"));
    }

    @Test
    void recursiveSchema_followsTheValue() {
        CaseSchema tree = CaseSchema.compile("""
                {"type": "object", "properties": {"child": {"$ref": "#"}, "name": {"type": "string"}}}
                """);

        assertThat(tree.validate(Map.of("child", Map.of("child", Map.of("name", "leaf")))))
                .isEmpty();
        assertThat(tree.validate(Map.of("child", Map.of("child", Map.of("nam", "leaf")))))
                .extracting(Violation::pointer)
                .contains("/child/child/nam");
    }

    @Test
    void inputBeyondItsBounds_isRefusedBeforeItsSchemaIsAsked() {
        Object deep = "leaf";
        for (int i = 0; i < 40; i++) {
            deep = Map.of("x", deep);
        }
        assertThat(TICKET.validate(entry("free", deep)))
                .singleElement()
                .satisfies(v -> assertThat(v.problem()).isEqualTo("is nested more than 16 levels deep"));
        assertThat(TICKET.validate(entry("tags", Collections.nCopies(1_001, "a"))))
                .containsExactly(new Violation("/tags", "has more than 1000 elements"));
        assertThat(TICKET.validate(entry("score", new BigDecimal("1e1000000000"))))
                .containsExactly(new Violation("/score", "is a number of more than 64 digits"));
        assertThat(TICKET.validate(entry("score", Double.NaN)))
                .containsExactly(new Violation("/score", "is not a decimal number"));
        assertThat(TICKET.validate(entry("subject", "x".repeat(131_073))))
                .containsExactly(new Violation("", "holds more than 131072 characters of text"));
    }

    @Test
    void branchingThatExplodes_endsWithASentence() {
        StringBuilder schema = new StringBuilder("{\"type\":\"object\",\"$ref\":\"#/$defs/a0\",\"$defs\":{");
        for (int i = 0; i < 25; i++) {
            schema.append("\"a%d\":{\"allOf\":[{\"$ref\":\"#/$defs/a%d\"},{\"$ref\":\"#/$defs/a%d\"}]},"
                    .formatted(i, i + 1, i + 1));
        }
        CaseSchema exploding = CaseSchema.compile(
                schema.append("\"a25\":{\"type\":\"object\"}}}").toString());

        assertThat(exploding.validate(Map.of("x", 1)))
                .containsExactly(new Violation("", "takes too many steps to check against its schema"));
    }

    @Test
    void manyViolations_areCapped() {
        Map<String, Object> input = new java.util.HashMap<>();
        IntStream.range(0, 200).forEach(i -> input.put("f" + i, i));
        assertThat(TICKET.validate(input)).hasSize(CaseSchema.MAX_VIOLATIONS);
    }

    @Test
    void schemaThatIsNoJsonObject_isRefused() {
        for (String text : Arrays.asList("[]", "{", "{} {}", "{\"type\":\"object\",\"type\":\"object\"}", "null")) {
            assertThatThrownBy(() -> CaseSchema.compile(text))
                    .as(text)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("input schema");
        }
    }

    @Test
    void compile_refusesWhatProblemsOfFinds() {
        assertThatThrownBy(() ->
                        CaseSchema.compile("{\"type\": \"object\", \"properties\": {\"a\": {\"type\": \"txt\"}}}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("/properties/a/type");
    }

    /** An input with its required subject and one more field. */
    private static Map<String, Object> entry(String field, @org.jspecify.annotations.Nullable Object value) {
        Map<String, Object> input = new java.util.LinkedHashMap<>();
        input.put("subject", "hello");
        input.put(field, value);
        return input;
    }
}
