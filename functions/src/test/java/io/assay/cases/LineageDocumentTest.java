package io.assay.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.core.CanonicalJson;
import io.assay.core.CaseEvent;
import io.assay.core.Event;
import io.assay.core.Hashes;
import io.assay.core.History;
import io.assay.core.ModelCall;
import io.assay.core.Workflow;
import io.assay.json.Json;
import io.assay.model.Prompts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LineageDocumentTest {
    private static Workflow workflow;

    @BeforeAll
    static void read() throws IOException {
        workflow = Workflow.of(
                Json.object(Files.readAllBytes(Path.of("..", "events", "workflows", "support-triage.json"))), 3);
    }

    private static Map<String, Object> lineage(CaseEvent.Received received, Event... after) {
        History history = History.of(received, History.predicted(0.9));
        for (Event event : after) {
            history.add(event);
        }
        return LineageDocument.of(history.file(), workflow);
    }

    @Test
    void reviewedCase_goesFromTheDecisionToItsRow() {
        Map<String, Object> document = lineage(
                History.received(),
                History.escalated("below-threshold"),
                History.task(1),
                History.reviewed(1, History.LEGAL));

        ModelCall asked = Prompts.call(workflow, Map.of("message", "Where is it?"));
        assertThat(document.get("trainingRows"))
                .isEqualTo(List.of(Map.of(
                        "caseId",
                        History.CASE,
                        "seq",
                        5,
                        "promptSha256",
                        Hashes.sha256Hex(CanonicalJson.bytes(Map.of("system", asked.system(), "user", asked.user()))),
                        "label",
                        "legal",
                        "workflowVersion",
                        3,
                        "reviewer",
                        "person-1",
                        "blind",
                        false)));
        assertThat(CanonicalJson.text(document))
                .contains("\"decidedBy\":{\"id\":\"person-1\",\"kind\":\"person\"}", "\"seq\":5", "predictor-1")
                .contains("\"decidedBy\":\"below-threshold\"")
                .doesNotContain("whyNone", "It asks about an invoice", "looked twice");
    }

    @Test
    void qualitySampleThatDiffers_isTheRowAndNotTheDecision() {
        Map<String, Object> document = lineage(
                History.received(),
                History.automated(true),
                History.acted(3),
                History.sample(1),
                History.reviewed(1, History.LEGAL));

        assertThat(CanonicalJson.text(document)).contains("\"decisionId\":\"" + History.CASE + ".3\"");
        assertThat(String.valueOf(document.get("trainingRows"))).contains("label=legal", "seq=6");
    }

    @Test
    void openBlindTask_withholdsWhatLedToTheDecision() {
        Map<String, Object> document =
                lineage(History.received(), History.automated(true), History.acted(3), History.sample(1));

        assertThat(document)
                .containsKey("withheld")
                .doesNotContainKeys("decision", "steps")
                .containsEntry("trainingRows", List.of())
                .containsEntry("whyNone", "A person is still to decide it");
        assertThat(CanonicalJson.text(document)).doesNotContain("billing", "predictor-1");
    }

    @Test
    void modelsOwnAnswer_isNoRow() {
        assertThat(lineage(History.received(), History.automated(false), History.acted(3)))
                .containsEntry("trainingRows", List.of())
                .containsEntry("whyNone", "No person has decided it, and a model's own answer is no training label");
    }

    @Test
    void forgottenCase_isNoRow() {
        CaseEvent.Received received = History.received();
        CaseEvent.Received forgotten = new CaseEvent.Received(
                received.version(),
                received.source(),
                received.submitter(),
                received.reference(),
                received.inputHash(),
                received.hidden(),
                Optional.empty());

        assertThat(lineage(
                        forgotten,
                        History.escalated("below-threshold"),
                        History.task(1),
                        History.reviewed(1, History.LEGAL)))
                .containsEntry("whyNone", "The case is forgotten: there is no input to learn from")
                .containsKeys("decision", "steps");
    }
}
