package io.assay.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.core.Label;
import io.assay.core.Workflow;
import io.assay.http.HttpRequest;
import io.assay.http.Problem;
import io.assay.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgementTest {
    private static Workflow workflow;

    @BeforeAll
    static void read() throws IOException {
        workflow = Workflow.of(
                Json.object(Files.readAllBytes(Path.of("..", "events", "workflows", "support-triage.json"))), 1);
    }

    @Test
    void wholeBody_isRead() {
        assertThat(of("{\"label\":\"billing-question\",\"note\":\"twice\",\"activeMs\":61500}"))
                .isEqualTo(new Judgement(
                        new Label("billing-question"), Optional.of("twice"), Optional.of(Duration.ofMillis(61_500))));
    }

    @Test
    void blankNote_isNone() {
        assertThat(of("{\"label\":\"billing-question\",\"note\":\" \"}").note()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "{}|/label",
                "{\"label\":7}|/label",
                "{\"label\":\"Not A Label\"}|/label",
                "{\"label\":\"no-such-label\"}|/label",
                "{\"label\":\"billing-question\",\"note\":[]}|/note",
                "{\"label\":\"billing-question\",\"activeMs\":-1}|/activeMs",
                "{\"label\":\"billing-question\",\"activeMs\":1.5}|/activeMs",
                "{\"label\":\"billing-question\",\"activeMs\":86400001}|/activeMs",
                "{\"label\":\"billing-question\",\"reviewer\":\"me\"}|/reviewer"
            })
    void badField_isPointedAt(String body, String pointer) {
        assertRefused(body, pointer);
    }

    @Test
    void noteOverItsBound_isPointedAt() {
        String longest = "x".repeat(Judgement.MAX_NOTE);
        assertThat(of("{\"label\":\"billing-question\",\"note\":\"" + longest + "\"}")
                        .note())
                .contains(longest);
        assertRefused("{\"label\":\"billing-question\",\"note\":\"" + longest + "x\"}", "/note");
    }

    private static void assertRefused(String body, String pointer) {
        assertThatThrownBy(() -> of(body)).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.status()).isEqualTo(422);
            assertThat(problem.places()).extracting(Problem.Place::pointer).containsExactly(pointer);
        });
    }

    private static Judgement of(String body) {
        return Judgement.of(
                new HttpRequest(
                        "POST /reviews/{taskId}/decision",
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        body.getBytes(StandardCharsets.UTF_8),
                        Optional.empty(),
                        false,
                        "r-1"),
                workflow);
    }
}
