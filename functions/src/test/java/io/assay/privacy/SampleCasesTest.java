package io.assay.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.schema.CaseSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The sample workflow and its cases, as they ship. */
class SampleCasesTest {

    private static final Path EVENTS = Path.of("..", "events");

    @Test
    void everySampleCase_isValidBeforeAndAfterNormalisingAndKeepsNoSensitiveValue() throws IOException {
        Map<String, Object> workflow = parse(Files.readString(EVENTS.resolve("workflows/support-triage.json")));
        Map<String, Object> declared = object(workflow.get("input"));
        assertThat(CaseSchema.problemsOf(declared)).isEmpty();
        CaseSchema schema = CaseSchema.compile(declared);

        List<String> lines = Files.readAllLines(EVENTS.resolve("cases/support-triage.jsonl"));
        assertThat(lines).isNotEmpty().allSatisfy(line -> {
            Map<String, Object> input = object(parse(line).get("input"));
            assertThat(schema.validate(input)).isEmpty();
            Normaliser.Normalised normalised = Normaliser.normalise(input, schema.declared());
            assertThat(normalised.problems()).isEmpty();
            assertThat(schema.validate(normalised.value())).isEmpty();
            String masked =
                    Masker.mask(normalised.value(), schema.declared()).value().toString();
            for (String field : List.of("customerName", "customerEmail", "customerPhone", "iban")) {
                if (normalised.value().get(field) instanceof String value) {
                    assertThat(masked).doesNotContain(value).doesNotContain(String.valueOf(input.get(field)));
                }
            }
        });
    }

    private static Map<String, Object> parse(String json) {
        return JsonMapper.shared().readValue(json, new TypeReference<>() {});
    }

    @SuppressWarnings("unchecked") // JSON objects have string keys
    private static Map<String, Object> object(@org.jspecify.annotations.Nullable Object json) {
        assertThat(json).isInstanceOf(Map.class);
        return (Map<String, Object>) java.util.Objects.requireNonNull(json);
    }
}
