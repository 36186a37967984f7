package io.assay.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.core.Workflow;
import io.assay.json.Json;
import io.assay.schema.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkflowCheckTest {
    private static final WorkflowCheck CHECK =
            new WorkflowCheck(Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC));
    private static final String NAME = "support-triage";
    private static final String REMOVED = "-";

    @Test
    void sampleWorkflow_isValidAndReadable() {
        assertThat(CHECK.problemsOf(NAME, sample())).isEmpty();
        assertThat(Workflow.of(sample(), 1).name()).isEqualTo(NAME);
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // shape
                "/title                          | -                                  | /title",
                "/nonsense                       | 1                                  | /nonsense",
                "/owner                          | `\"two words\"`                    | /owner",
                "/groups/submit                  | []                                 | /groups/submit",
                "/groups/lead                    | `[\"a\", \"a\"]`                   | /groups/lead",
                "/groups/review                  | `[\"[x]\"]`                        | /groups/review/0",
                "/labels                         | `[]`                               | /labels",
                "/labels/1/name                  | `\"Refund\"`                       | /labels/1/name",
                "/labels/1/description           | -                                  | /labels/1/description",
                "/labels/2/critical              | `\"yes\"`                          | /labels/2/critical",
                "/model/maxTokens                | 0                                  | /model/maxTokens",
                "/model/temperature              | 1.5                                | /model/temperature",
                "/policy/phase                   | `\"full\"`                         | /policy/phase",
                "/policy/threshold/declared      | 1.01                               | /policy/threshold/declared",
                "/policy/threshold/by            | -                                  | /policy/threshold/by",
                "/policy/qualitySample           | -0.1                               | /policy/qualitySample",
                "/policy/targetRisk              | 0                                  | /policy/targetRisk",
                "/policy/targetRisk              | 1                                  | /policy/targetRisk",
                "/policy/delta                   | 1.5                                | /policy/delta",
                "/policy/detectionDays           | `\"P7D\"`                          | /policy/detectionDays",
                "/labels/0/cap                   | 0                                  | /labels/0/cap",
                "/dataRegions                    | `[]`                               | /dataRegions",
                "/dataRegions                    | `[\"Frankfurt\"]`                  | /dataRegions/0",
                "/serviceLevels/answerWithin     | `\"2 s\"`                          | /serviceLevels/answerWithin",
                "/serviceLevels/answerWithin     | `\"PT2H\"`                         | /serviceLevels/answerWithin",
                "/policy/rules/0/when            | -                                  | /policy/rules/0/when",
                "/policy/rules/0/id              | `\"\"`                             | /policy/rules/0/id",
                "/prices/inputPerMillion         | 0.035                              | /prices/inputPerMillion",
                "/prices/outputPerMillion        | `\"-1\"`                           | /prices/outputPerMillion",
                "/costs/wagePerHour              | `\"1e3\"`                          | /costs/wagePerHour",
                "/action                         | `{\"email\": {}}`                  | /action/email",
                "/input                          | `\"object\"`                       | /input",
                // meaning
                "/workflow                       | `\"other-name\"`                   | /workflow",
                "/labels/1/name                  | `\"billing-question\"`             | /labels/1/name",
                "/prompt/system                  | `\"Choose.\"`                      | /prompt/system",
                "/prompt/system                  | `\"{{labels}} {{case}}\"`          | /prompt/system",
                "/prompt/user                    | `\"{{case}} {{case}}\"`            | /prompt/user",
                "/prompt/user                    | `\"{{ case }}\"`                   | /prompt/user",
                "/prices/date                    | `\"2026-11-26\"`                   | /prices/date",
                "/prices/date                    | `\"2026-02-30\"`                   | /prices/date",
                "/prices/currency                | `\"QQQ\"`                          | /prices/currency",
                "/costs/currency                 | `\"QQQ\"`                          | /costs/currency",
                "/policy/rules/1/id              | `\"large-amount\"`                 | /policy/rules/1/id",
                "/policy/rules/2/when            | `\"size(input.message)\"`          | /policy/rules/2/when",
                "/policy/rules/0/when            | `\"prediction.colour == 'red'\"`   | /policy/rules/0/when",
                "/policy/rules/1/when            | `\"input.amuont.amount == '1'\"`   | /policy/rules/1/when",
                "/policy/rules/1/when            | `\"has(input.amuont)\"`            | /policy/rules/1/when",
                "/policy/rules/1/when            | `\"input['amuont'] == '1'\"`       | /policy/rules/1/when",
                "/input/type                     | `\"array\"`                        | /input/type",
                "/input/properties/message/x-new | 1                                  | /input/properties/message/x-new",
                "/input/properties/orderNumber/pattern | `\"(?=x)\"`      | /input/properties/orderNumber/pattern",
                "/serviceLevels/reviewWithin     | `\"4 hours\"`                      | /serviceLevels/reviewWithin",
                "/serviceLevels/reviewWithin     | `\"PT0S\"`                         | /serviceLevels/reviewWithin",
                "/serviceLevels/reviewWithin     | `\"P91D\"`                         | /serviceLevels/reviewWithin",
            })
    void brokenDocument_isToldByItsPlace(String place, String json, String expected) {
        Map<String, Object> document = sample();
        set(document, place, json);
        assertThat(CHECK.problemsOf(NAME, document))
                .extracting(Violation::pointer)
                .containsOnly(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "http://hooks.example.com/in",
        "https://user:secret@hooks.example.com/in",
        "https://hooks.example.com:8443/in",
        "https://127.0.0.1/in",
        "https://[::1]/in",
        "https://0x7f.1/in",
        "https://2130706433/in",
        "https://localhost/in",
        "https://hooks.example.com/in#part",
        "https:///in",
        "not a url",
        "hooks.example.com",
    })
    void webhookThatIsNoPublicHttpsUrl_isRefused(String url) {
        Map<String, Object> document = sample();
        set(document, "/action", "{\"webhook\": {\"url\": \"%s\", \"secret\": \"assay/webhook/desk\"}}".formatted(url));
        assertThat(CHECK.problemsOf(NAME, document))
                .extracting(Violation::pointer)
                .containsOnly("/action/webhook/url");
    }

    @Test
    void webhookOnAPublicName_isValidAndItsSecretIsOneForWebhooks() {
        Map<String, Object> document = sample();
        set(
                document,
                "/action",
                "{\"webhook\": {\"url\": \"https://hooks.example.com:443/in?x=1\", \"secret\": \"assay/webhook/desk\"}}");
        assertThat(CHECK.problemsOf(NAME, document)).isEmpty();
        set(document, "/action/webhook/secret", "\"assay/stack\"");
        assertThat(CHECK.problemsOf(NAME, document))
                .extracting(Violation::pointer)
                .containsExactly("/action/webhook/secret");
    }

    @Test
    void onlyCriticalLabels_areForPhasesWherePeopleDecide() {
        Map<String, Object> document = sample();
        set(
                document,
                "/labels",
                "[{\"name\": \"a\", \"description\": \"A\", \"critical\": true},"
                        + "{\"name\": \"b\", \"description\": \"B\", \"critical\": true}]");
        assertThat(CHECK.problemsOf(NAME, document))
                .extracting(Violation::pointer)
                .containsExactly("/labels");
        set(document, "/policy/phase", "\"pilot\"");
        assertThat(CHECK.problemsOf(NAME, document)).isEmpty();
    }

    @Test
    void everyProblem_isToldAtOnce() {
        Map<String, Object> document = sample();
        set(document, "/title", REMOVED);
        set(document, "/labels/1/name", "\"billing-question\"");
        set(document, "/prices/date", "\"3026-01-01\"");
        set(document, "/policy/rules/0/when", REMOVED);
        set(document, "/policy/rules/2/when", "\"1 +\"");
        set(document, "/input/type", "\"array\"");
        assertThat(CHECK.problemsOf(NAME, document))
                .extracting(Violation::pointer)
                .contains(
                        "/title",
                        "/labels/1/name",
                        "/prices/date",
                        "/policy/rules/0/when",
                        "/policy/rules/2/when",
                        "/input/type");
    }

    @Test
    void emptyDocument_namesWhatIsMissingAndNothingElse() {
        assertThat(CHECK.problemsOf(NAME, Map.of()))
                .hasSize(13)
                .allSatisfy(violation -> assertThat(violation.problem()).isEqualTo("is required but missing"));
    }

    private static Map<String, Object> sample() {
        try {
            return Json.object(Files.readString(Path.of("..", "events", "workflows", "support-triage.json")));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @SuppressWarnings("unchecked") // JSON as maps and lists
    private static void set(Map<String, Object> document, String place, String json) {
        String[] names = place.substring(1).split("/", -1);
        Object at = document;
        for (int i = 0; i < names.length - 1; i++) {
            at = Objects.requireNonNull(
                    at instanceof List<?> list
                            ? list.get(Integer.parseInt(names[i]))
                            : ((Map<String, Object>) at).get(names[i]));
        }
        Map<String, Object> parent = (Map<String, Object>) at;
        if (json.equals(REMOVED)) {
            parent.remove(names[names.length - 1]);
        } else {
            parent.put(
                    names[names.length - 1],
                    Objects.requireNonNull(Json.object("{\"v\":" + json + "}").get("v")));
        }
    }
}
