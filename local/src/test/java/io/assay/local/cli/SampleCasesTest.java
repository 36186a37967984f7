package io.assay.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import io.assay.core.Label;
import io.assay.core.Workflow;
import io.assay.core.Workflow.LabelSpec;
import io.assay.core.Workflow.OverrideRule;
import io.assay.json.Json;
import io.assay.rules.RuleSet;
import io.assay.schema.CaseSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.validator.routines.EmailValidator;
import org.iban4j.IbanUtil;
import org.junit.jupiter.api.Test;

/** The sample files agree with each other: what the demo says about 300 cases rests on them. */
class SampleCasesTest {
    private static final Path EVENTS = Path.of("..", "events");

    private final Workflow workflow =
            Workflow.of(Json.object(Files.readString(EVENTS.resolve("workflows/support-triage.json"))), 1);
    private final List<Map<String, Object>> cases = lines("cases/support-triage.jsonl");
    private final List<Map<String, Object>> labels = lines("cases/support-triage.labels.jsonl");

    SampleCasesTest() throws IOException {}

    @Test
    void threeHundredCases_eachWithItsOwnTextAndOneTrueLabelKeptApart() {
        assertThat(cases).hasSize(300);
        assertThat(cases).allSatisfy(line -> assertThat(line).containsOnlyKeys("reference", "input"));
        assertThat(texts("message").toList()).hasSize(300).doesNotHaveDuplicates();
        assertThat(references(labels)).doesNotHaveDuplicates().isEqualTo(references(cases));
    }

    @Test
    void everyLabelOfTheWorkflow_hasCases() {
        Map<Label, Long> counts = labels.stream()
                .map(line -> new Label(String.valueOf(line.get("label"))))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        assertThat(counts.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        workflow.labels().stream().map(LabelSpec::label).toList());
        assertThat(counts.values()).allMatch(count -> count >= 15);
        assertThat(workflow.labels().stream().filter(LabelSpec::critical)).hasSize(2);
    }

    @Test
    void everyCase_passesTheWorkflowsSchema() {
        CaseSchema schema = CaseSchema.compile(workflow.inputSchema());
        assertThat(cases)
                .allSatisfy(line -> assertThat(schema.validate(input(line)))
                        .as("%s", line.get("reference"))
                        .isEmpty());
    }

    @Test
    void declaredPhonesIbansAndAddresses_areReal() {
        assertThat(texts("customerPhone")).isNotEmpty().allMatch(SampleCasesTest::dialable);
        assertThat(texts("iban")).isNotEmpty().allSatisfy(iban -> IbanUtil.validate(iban.replace(" ", "")));
        assertThat(texts("customerEmail")).isNotEmpty().allMatch(EmailValidator.getInstance()::isValid);
    }

    @Test
    void rules_compileAndCatchTheMessagesThatSpeakToTheModel() {
        RuleSet rules = RuleSet.compile(workflow.rules().stream()
                .map(rule -> new OverrideRule(rule.id(), rule.description(), rule.when()))
                .toList());
        var prediction = Map.<String, Object>of("label", "cancellation", "confidence", 1.0);
        assertThat(texts("message")
                        .flatMap(text -> rules.evaluate(Map.of("message", text), prediction, workflow.name()).stream())
                        .filter(result -> result.id().equals("speaks-to-the-model"))
                        .filter(result -> result.fired()))
                .hasSizeBetween(4, 12);
    }

    /** Else the accuracy that the demo shows would be that of a list learnt by heart. */
    @Test
    void noPhraseOfALabelsDescription_isTakenFromACase() {
        List<String> messages = texts("message").map(SampleCasesTest::lowered).toList();
        assertThat(workflow.labels().stream()
                        .flatMap(label -> Stream.of(label.description().split(";", -1)))
                        .map(phrase -> lowered(phrase.strip())))
                .noneMatch(phrase -> messages.stream().anyMatch(message -> message.contains(phrase)));
    }

    private Stream<String> texts(String field) {
        return cases.stream().map(line -> (String) input(line).get(field)).filter(Objects::nonNull);
    }

    private static String lowered(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static boolean dialable(String phone) {
        PhoneNumberUtil phones = PhoneNumberUtil.getInstance();
        try {
            return phones.isValidNumber(phones.parse(phone, "GB"));
        } catch (NumberParseException unreadable) {
            return false;
        }
    }

    private static List<Object> references(List<Map<String, Object>> lines) {
        return lines.stream().map(line -> line.get("reference")).toList();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> input(Map<String, Object> line) {
        return (Map<String, Object>) Objects.requireNonNull(line.get("input"));
    }

    private static List<Map<String, Object>> lines(String file) throws IOException {
        return Files.readAllLines(EVENTS.resolve(file)).stream()
                .map(Json::object)
                .toList();
    }
}
