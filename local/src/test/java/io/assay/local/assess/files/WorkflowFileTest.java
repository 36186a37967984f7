package io.assay.local.assess.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.core.verdict.Estimate;
import io.assay.core.verdict.Input;
import io.assay.core.verdict.Inputs;
import io.assay.core.verdict.Quantity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkflowFileTest {
    private static final String LABELS = "\"labels\": [{\"name\": \"a\", \"description\": \"first\", \"cap\": 0.02},"
            + " {\"name\": \"b\", \"description\": \"second\", \"critical\": true}]";

    @TempDir
    private Path folder;

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("workflow.json"), text);
    }

    @Test
    void sampleWorkflow_isRead() {
        WorkflowFile workflow = WorkflowFile.read(Path.of("../events/workflows/support-triage.json"));

        assertThat(workflow.definitions()).containsKey("refund-request").hasSizeGreaterThan(4);
        assertThat(workflow.caps()).isEmpty();
        assertThat(workflow.regions()).isEmpty();
        Inputs inputs = workflow.over(Inputs.reference(Set.of("tuned")));
        assertThat(inputs.of(Input.of(Quantity.WAGE))).contains(Estimate.point(40, Estimate.Source.GIVEN));
        assertThat(inputs.of(Input.of(Quantity.QUALITY_SAMPLE))).contains(Estimate.point(0.05, Estimate.Source.GIVEN));
        assertThat(inputs.of(Input.of(Quantity.VOLUME))).contains(Estimate.point(20_000, Estimate.Source.ASSUMED));
    }

    @Test
    void boundsOfTheWorkflow_areRead() throws IOException {
        WorkflowFile workflow = WorkflowFile.read(write("{" + LABELS
                + ", \"policy\": {\"targetRisk\": 0.03, \"detectionDays\": 14}, \"dataRegions\": [\"eu-central-1\"],"
                + " \"serviceLevels\": {\"answerWithin\": \"PT1.5S\"}}"));

        assertThat(workflow.definitions()).containsExactlyInAnyOrderEntriesOf(Map.of("a", "first", "b", "second"));
        assertThat(workflow.critical()).containsExactly("b");
        assertThat(workflow.caps()).containsExactly(Map.entry("a", 0.02));
        assertThat(workflow.targetRisk()).hasValue(0.03);
        assertThat(workflow.regions()).contains(Set.of("eu-central-1"));
        assertThat(workflow.answerWithin()).contains(Duration.ofMillis(1500));
        assertThat(workflow.over(Inputs.reference(Set.of())).of(Input.of(Quantity.DETECTION_DAYS)))
                .isPresent();
    }

    @Test
    void costsInAnotherCurrency_arePassedOver() throws IOException {
        WorkflowFile workflow = WorkflowFile.read(
                write("{" + LABELS + ", \"costs\": {\"currency\": \"EUR\", \"wagePerHour\": \"90\"}}"));
        Inputs reference = Inputs.reference(Set.of());

        assertThat(workflow.costsAreReckoned()).isFalse();
        assertThat(workflow.over(reference)).isEqualTo(reference);
    }

    @Test
    void labelThatTheWorkflowLacks_isTold() throws IOException {
        WorkflowFile workflow = WorkflowFile.read(write("{" + LABELS + "}"));

        workflow.requireLabels(List.of("a"));
        assertThatThrownBy(() -> workflow.requireLabels(List.of("a", "c")))
                .isInstanceOf(InputProblem.class)
                .hasMessageContaining("has no label 'c'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                                     | '/labels': holds fewer than two labels
            {"labels": [{"name": "a"}]}                                            | '/labels/0/description': is missing
            {"labels": [{"name": "a", "description": "x"}, {"name": "a", "description": "y"}]} | is the name of an earlier label
            {"labels": [{"name": "a", "description": "x", "cap": 0}]}              | '/labels/0/cap': is no number
            {"labels": [{"name": "a", "description": "x"}, {"name": "b", "description": "y"}], "policy": {"targetRisk": 1}} | '/policy/targetRisk': is no number
            {"labels": [{"name": "a", "description": "x"}, {"name": "b", "description": "y"}], "dataRegions": []} | names no region
            """)
    void brokenWorkflow_isToldWithThePlace(String json, String told) throws IOException {
        Path file = write(json);

        assertThatThrownBy(() -> WorkflowFile.read(file))
                .isInstanceOf(InputProblem.class)
                .hasMessageContaining(told);
    }
}
