package io.assay.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

class SchemaProblemsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"type\": \"text\"}                           | /properties/a/type                   | must be one of",
                "{\"minLength\": -1}                            | /properties/a/minLength              | must be at least 0",
                "{\"enum\": \"x\"}                              | /properties/a/enum                   | must be an array",
                "{\"aditionalProperties\": false}               | /properties/a/aditionalProperties    | is not a JSON Schema",
                "{\"x-sensitve\": true}                         | /properties/a/x-sensitve             | is not known",
                "{\"x-sensitive\": \"yes\"}                     | /properties/a/x-sensitive            | must be true or false",
                "{\"x-normalise\": \"shout\"}                   | /properties/a/x-normalise            | must be one of text, date",
                "{\"x-normalise\": 3}                           | /properties/a/x-normalise            | must be one of text, date",
                "{\"x-normalise\": \"date\", \"type\": \"integer\"} | /properties/a/type               | must be left out or \"string\"",
                "{\"x-normalise\": \"amount\", \"type\": \"number\"} | /properties/a/type              | must be left out, \"string\"",
                "{\"x-normalise\": \"amount\", \"properties\": {\"tip\": true}} | /properties/a/properties/tip | must be left out",
                "{\"x-normalise\": \"phone\", \"x-region\": \"Deutschland\"} | /properties/a/x-region  | must be an ISO 3166",
                "{\"x-normalise\": \"phone\", \"x-region\": \"XX\"} | /properties/a/x-region           | must be an ISO 3166",
                "{\"x-region\": \"DE\"}                         | /properties/a/x-region               | goes with",
                "{\"$ref\": \"https://example.com/s.json\"}     | /properties/a/$ref                   | never fetched",
                "{\"$ref\": \"other.json#/a\"}                  | /properties/a/$ref                   | never fetched",
                "{\"$ref\": \"#anchor\"}                        | /properties/a/$ref                   | never fetched",
                "{\"$ref\": \"#/$defs/none\"}                   | /properties/a/$ref                   | points to no schema",
                "{\"$ref\": \"#/required\"}                     | /properties/a/$ref                   | points to no schema",
                "{\"$ref\": \"#/properties/a\"}                 | /properties/a                        | refers to itself",
                "{\"$dynamicRef\": \"#x\"}                      | /properties/a/$dynamicRef            | is not a JSON Schema",
                "{\"$id\": \"https://example.com/a\"}           | /properties/a/$id                    | at the root only",
                "{\"pattern\": \"(?=a)b\"}                      | /properties/a/pattern                | is not an RE2",
                "{\"pattern\": \"(a)\\\\1\"}                    | /properties/a/pattern                | is not an RE2",
                "{\"pattern\": \"((a{999}){999}){999}\"}        | /properties/a/pattern                | repeats too much",
                "{\"patternProperties\": {\"(\": true}}         | /properties/a/patternProperties/(    | is not an RE2",
            })
    void unusableField_isToldWithItsPointer(String field, String pointer, String problem) {
        Map<String, Object> schema =
                parse("{\"type\": \"object\", \"required\": [\"a\"], \"properties\": {\"a\": " + field + "}}");

        assertThat(CaseSchema.problemsOf(schema)).anySatisfy(violation -> {
            assertThat(violation.pointer()).isEqualTo(pointer);
            assertThat(violation.problem()).contains(problem);
        });
    }

    @Test
    void rootOfAnotherTypeOrDialect_isRefused() {
        assertThat(CaseSchema.problemsOf(parse("{\"type\": \"array\"}")))
                .extracting(Violation::pointer)
                .containsExactly("/type");
        assertThat(CaseSchema.problemsOf(
                        parse("{\"type\": \"object\", \"$schema\": \"http://json-schema.org/draft-07/schema#\"}")))
                .extracting(Violation::pointer)
                .containsExactly("/$schema");
        assertThat(CaseSchema.problemsOf(parse("{\"type\": \"object\", \"x-sensitive\": true}")))
                .extracting(Violation::pointer)
                .containsExactly("/x-sensitive");
    }

    @Test
    void circleThroughDefinitions_isRefused() {
        assertThat(CaseSchema.problemsOf(parse("""
                        {"type": "object", "$ref": "#/$defs/a",
                         "$defs": {"a": {"allOf": [{"$ref": "#/$defs/b"}]}, "b": {"$ref": "#/$defs/a"}}}
                        """)))
                .extracting(Violation::problem)
                .contains("refers to itself without going deeper into the value");
    }

    @Test
    void nesting_isBounded() {
        Map<String, Object> schema = new HashMap<>(Map.of("type", "string"));
        for (int i = 0; i < CaseSchema.MAX_DEPTH - 1; i++) {
            schema = new HashMap<>(Map.of("type", "object", "properties", Map.of("a", schema)));
        }
        assertThat(CaseSchema.problemsOf(schema)).isEmpty();
        assertThat(CaseSchema.problemsOf(Map.of("type", "object", "properties", Map.of("a", schema))))
                .extracting(Violation::problem)
                .containsExactly("is nested more than 16 schemas deep");
    }

    @Test
    void size_isBounded() {
        Map<String, Object> properties = new HashMap<>();
        for (int i = 0; i < 1_001; i++) {
            properties.put("f" + i, true);
        }
        assertThat(CaseSchema.problemsOf(Map.of("type", "object", "properties", properties)))
                .containsExactly(new Violation("/properties", "has more than 1000 fields"));
        assertThat(CaseSchema.problemsOf(Map.of("type", "object", "description", "x".repeat(70_000))))
                .extracting(Violation::problem)
                .containsExactly("holds more than 65536 characters of text");
    }

    @Test
    void branchesWithNormalisation_areDeclaredTogether() {
        Map<String, Object> schema = parse("""
                {"type": "object",
                 "properties": {"p": {"$ref": "#/$defs/phone~1mobile"}, "list": {"prefixItems": [{"x-normalise": "iban"}],
                   "items": {"x-normalise": "email", "x-sensitive": true}}},
                 "patternProperties": {"_at$": {"x-normalise": "date"}},
                 "additionalProperties": {"x-normalise": "text"},
                 "oneOf": [{"properties": {"q": {"x-sensitive": true}}}, {"properties": {"q": {"x-normalise": "country"}}}],
                 "$defs": {"phone/mobile": {"x-normalise": "phone", "x-region": "DE"}}}
                """);
        assertThat(CaseSchema.problemsOf(schema)).isEmpty();
        Declared declared = Declared.by(schema);

        assertThat(declared.field("p").normalisation()).contains(Normalisation.PHONE);
        assertThat(declared.field("p").region()).contains("DE");
        assertThat(declared.field("q").normalisation()).contains(Normalisation.COUNTRY);
        assertThat(declared.field("q").isSensitive()).isTrue();
        assertThat(declared.field("list").item(0).normalisation()).contains(Normalisation.IBAN);
        assertThat(declared.field("list").item(1).normalisation()).contains(Normalisation.EMAIL);
        assertThat(declared.field("sent_at").normalisation()).contains(Normalisation.DATE);
        assertThat(declared.field("else").normalisation()).contains(Normalisation.TEXT);
        assertThat(declared.field("p").isSensitive()).isFalse();
    }

    @Test
    void everyProblem_isToldAtOnce() {
        assertThat(CaseSchema.problemsOf(parse("""
                        {"type": "object", "properties": {"a": {"type": "txt"}, "b": {"pattern": "("},
                         "c": {"$ref": "#/no"}}, "tpyo": 1}
                        """)))
                .extracting(Violation::pointer)
                .containsAll(List.of("/properties/a/type", "/properties/b/pattern", "/properties/c/$ref", "/tpyo"));
    }

    private static Map<String, Object> parse(String json) {
        return JsonMapper.shared().readValue(json, new TypeReference<>() {});
    }
}
