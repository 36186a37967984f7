package io.assay.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.json.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkflowTest {
    private Map<String, Object> document = Map.of();

    @BeforeEach
    void read() throws IOException {
        Path sample = Path.of("events", "workflows", "support-triage.json");
        Path root = Files.exists(sample) ? sample : Path.of("..").resolve(sample); // Maven runs tests in the module
        document = Json.object(Files.readAllBytes(root));
    }

    @Test
    void sampleDocument_isReadWhole() {
        Workflow workflow = Workflow.of(document, 7);

        assertThat(workflow.name()).isEqualTo("support-triage");
        assertThat(workflow.version()).isEqualTo(7);
        assertThat(workflow.title()).isEqualTo("Support triage");
        assertThat(workflow.owner()).isEqualTo("support-operations");
        assertThat(workflow.escalationOwner()).isEqualTo("support-leads");
        assertThat(workflow.groups())
                .isEqualTo(new Workflow.Groups(
                        Set.of("support-intake"),
                        Set.of("support-agents"),
                        Set.of("support-leads"),
                        Set.of("support-admins")));
        assertThat(workflow.inputSchema()).containsEntry("type", "object");
        assertThat(workflow.labels()).hasSize(8);
        assertThat(workflow.model()).isEqualTo(new Workflow.ModelRoute("amazon.nova-micro-v1:0", 200, 0, true));
        assertThat(workflow.prompt().user()).isEqualTo("{{case}}");
        assertThat(workflow.prices().date()).isEqualTo(LocalDate.of(2026, 11, 1));
        assertThat(workflow.prices().cost(new Usage(1_000_000, 0)).plain()).isEqualTo("0.035");
        assertThat(workflow.policy())
                .isEqualTo(new Policy(
                        Phase.EXPAND,
                        Optional.of(new Threshold(0.7, new Threshold.Basis.Declared("support-operations"))),
                        0.05,
                        Set.of(new Label("account-takeover"), new Label("legal-or-safety"))));
        assertThat(workflow.rules())
                .extracting(Workflow.OverrideRule::id)
                .containsExactly("large-amount", "too-short", "speaks-to-the-model");
        assertThat(workflow.reviewWithin()).isEqualTo(Duration.ofHours(4));
        assertThat(workflow.costs().wagePerHour()).isEqualTo(new BigDecimal("40"));
        assertThat(workflow.costs().costOfError()).isEqualTo(Money.of("10", "USD"));
        assertThat(workflow.webhook()).isEmpty();
    }

    @Test
    void whatACertificateHasToPromise_isReadWhereItIsSaid() {
        Workflow silent = Workflow.of(document, 1);
        assertThat(silent.policy().certifying())
                .isEqualTo(new Policy.Certifying(Optional.empty(), 0.05, Optional.empty(), Map.of()));
        assertThat(silent.answerWithin()).isEmpty();
        assertThat(silent.dataRegions()).isEmpty();

        Map<String, Object> policy =
                new HashMap<>(new Fields(document).fields("policy").map());
        policy.putAll(Map.of("targetRisk", 0.1, "delta", 0.01, "detectionDays", 7));
        List<Object> labels = new ArrayList<>();
        new Fields(document).list("labels").forEach(label -> labels.add(label.map()));
        Map<String, Object> first =
                new HashMap<>(new Fields(document).list("labels").getFirst().map());
        first.put("cap", 0.2);
        labels.set(0, first);
        document.putAll(Map.of(
                "policy",
                policy,
                "labels",
                labels,
                "dataRegions",
                List.of("eu-central-1"),
                "serviceLevels",
                Map.of("reviewWithin", "PT4H", "answerWithin", "PT2S")));

        Workflow workflow = Workflow.of(document, 1);
        assertThat(workflow.policy().certifying())
                .isEqualTo(new Policy.Certifying(
                        Optional.of(0.1),
                        0.01,
                        Optional.of(7.0),
                        Map.of(workflow.labels().getFirst().label(), 0.2)));
        assertThat(workflow.answerWithin()).contains(Duration.ofSeconds(2));
        assertThat(workflow.dataRegions()).contains(Set.of("eu-central-1"));
    }

    @Test
    void everyGroupThatItNames_maySeeItAndSomeMayStopIt() {
        Workflow workflow = Workflow.of(document, 1);

        assertThat(workflow.mayStop())
                .containsExactlyInAnyOrder("support-admins", "support-leads", "support-operations");
        assertThat(workflow.everybody()).containsAll(workflow.mayStop()).contains("support-intake", "support-agents");
    }

    @Test
    void workflow_knowsItsLabelsOnly() {
        Workflow workflow = Workflow.of(document, 1);

        assertThat(workflow.knows(new Label("cancellation"))).isTrue();
        assertThat(workflow.knows(new Label("cancel"))).isFalse();
    }

    @Test
    void webhook_isReadWhenTheWorkflowNamesOne() {
        document.put("action", Map.of("webhook", Map.of("url", "https://example.org/in", "secret", "hook")));

        assertThat(Workflow.of(document, 1).webhook())
                .contains(new Workflow.Webhook(URI.create("https://example.org/in"), "hook"));
    }

    @Test
    void whatIsLeftOut_hasItsDefault() {
        object("model").remove("temperature");
        object("model").remove("tools");
        object("policy").remove("threshold");
        object("policy").remove("qualitySample");
        object("policy").remove("rules");
        document.remove("action");
        document.put("labels", List.of(Map.of("name", "other", "description", "Anything")));

        Workflow workflow = Workflow.of(document, 1);

        assertThat(workflow.model().temperature()).isZero();
        assertThat(workflow.model().tools()).isTrue();
        assertThat(workflow.policy().threshold()).isEmpty();
        assertThat(workflow.policy().qualitySample()).isZero();
        assertThat(workflow.policy().critical()).isEmpty();
        assertThat(workflow.rules()).isEmpty();
        assertThat(workflow.webhook()).isEmpty();
    }

    @Test
    void reviewers_areTheFirstGroupByNameOrTheOwner() {
        object("groups").put("review", List.of("team-b", "team-a"));
        assertThat(Workflow.of(document, 1).reviewGroup()).isEqualTo("team-a");

        object("groups").remove("review");
        assertThat(Workflow.of(document, 1).reviewGroup()).isEqualTo("support-operations");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "workflow",
                "title",
                "owner",
                "escalationOwner",
                "groups",
                "input",
                "model",
                "model.id",
                "model.maxTokens",
                "prompt",
                "prompt.version",
                "prompt.system",
                "prompt.user",
                "prices",
                "prices.date",
                "prices.source",
                "prices.currency",
                "prices.inputPerMillion",
                "prices.outputPerMillion",
                "policy",
                "policy.phase",
                "serviceLevels",
                "serviceLevels.reviewWithin",
                "costs",
                "costs.currency",
                "costs.minutesPerReview",
                "costs.wagePerHour",
                "costs.costOfError"
            })
    void missingField_isNamed(String path) {
        String name = path.substring(path.indexOf('.') + 1);
        (path.equals(name) ? document : object(path.substring(0, path.indexOf('.')))).remove(name);

        assertThatThrownBy(() -> Workflow.of(document, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("field " + name + " is missing");
    }

    @ParameterizedTest
    @CsvSource({
        "prices.date, 1 November",
        "prices.currency, dollars",
        "prices.inputPerMillion, cheap",
        "policy.phase, full",
        "serviceLevels.reviewWithin, 4 hours",
        "costs.currency, dollars",
        "costs.costOfError, much"
    })
    void fieldThatIsNotWhatItShouldBe_isNamed(String path, String value) {
        String name = path.substring(path.indexOf('.') + 1);
        object(path.substring(0, path.indexOf('.'))).put(name, value);

        assertThatThrownBy(() -> Workflow.of(document, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("field " + name + " is not ");
    }

    @Test
    void labelWithoutDescription_isRefused() {
        document.put("labels", List.of(Map.of("name", "other")));

        assertThatThrownBy(() -> Workflow.of(document, 1)).hasMessage("field description is missing");
    }

    private Map<String, Object> object(String name) {
        return new Fields(document).fields(name).map();
    }
}
