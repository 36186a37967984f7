package io.assay.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.access.Caller;
import io.assay.core.CanonicalJson;
import io.assay.core.CaseFile;
import io.assay.core.Event;
import io.assay.core.History;
import io.assay.core.Workflow;
import io.assay.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CaseDocumentTest {
    private static final Caller AGENT = new Caller("person-2", "desk", Set.of("cases.read"), Set.of("agents"));
    private static Workflow workflow;

    @BeforeAll
    static void read() throws IOException {
        workflow = Workflow.of(
                Json.object(Files.readAllBytes(Path.of("..", "events", "workflows", "support-triage.json"))), 3);
    }

    @Test
    void automatedCase_showsEveryRuleAndThatTheThresholdIsDeclared() {
        Map<String, Object> document = document(History.automated(false), History.acted(3));

        assertThat(document).containsEntry("state", "acted").doesNotContainKey("withheld");
        assertThat(part(document, "prediction")).contains("billing", "It asks about an invoice", "0.0000084");
        assertThat(part(document, "decisionLogic")).contains("declared, not certified", "reaches", "threshold");
        assertThat(part(document, "decision")).contains("\"kind\":\"model\"", "\"sent\":true");
        assertThat(document).containsEntry("whatAPersonCanDo", List.of());
    }

    @Test
    void waitingCase_saysWhatAPersonCanDo() {
        Map<String, Object> document = document(History.escalated("below-threshold"), History.task(1));

        assertThat(part(document, "whatAPersonCanDo"))
                .contains("\"action\":\"review\"", "\"youMay\":true", "/reviews/" + History.CASE + ".1/decision");
        assertThat(part(document, "tasks")).contains("below-threshold");
    }

    @Test
    void submitter_mayNotReviewTheOwnCase() {
        Map<String, Object> document = CaseDocument.of(
                file(History.escalated("below-threshold"), History.task(1)),
                workflow,
                new Caller("client-1", "desk", Set.of(), Set.of("agents")));
        assertThat(part(document, "whatAPersonCanDo")).contains("\"youMay\":false");
    }

    @Test
    void openBlindTask_withholdsWhateverTellsTheModelsAnswer() {
        Map<String, Object> blind = document(History.automated(true), History.acted(3), History.sample(1));

        assertThat(part(blind, "history") + part(blind, "tasks")).doesNotContain("billing\"", "confidence", "0.9");
        assertThat(blind).containsKey("withheld").doesNotContainKeys("prediction", "decisionLogic", "decision");

        assertThat(document(
                        History.automated(true),
                        History.acted(3),
                        History.sample(1),
                        History.reviewed(1, History.LEGAL)))
                .containsKeys("prediction", "decisionLogic", "decision");
    }

    private static String part(Map<String, Object> document, String name) {
        return CanonicalJson.text(Map.of(name, Objects.requireNonNull(document.get(name), name)));
    }

    private static Map<String, Object> document(Event... after) {
        return CaseDocument.of(file(after), workflow, AGENT);
    }

    private static CaseFile file(Event... after) {
        History history = History.of(History.received(), History.predicted(0.9));
        for (Event event : after) {
            history.add(event);
        }
        return history.file();
    }
}
