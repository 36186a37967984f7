package io.assay.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.validator.routines.EmailValidator;
import org.iban4j.IbanUtil;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The sample files agree with each other: what the demo says about 300 cases rests on them. */
class SampleCasesTest {
    private static final Path EVENTS = Path.of("..", "events");
    private static final JsonMapper JSON = new JsonMapper();

    private final JsonNode workflow = JSON.readTree(Files.readString(EVENTS.resolve("workflows/support-triage.json")));
    private final List<JsonNode> cases = lines("cases/support-triage.jsonl");
    private final List<JsonNode> labels = lines("cases/support-triage.labels.jsonl");

    SampleCasesTest() throws IOException {}

    @Test
    void threeHundredCases_eachWithItsOwnTextAndOneTrueLabelKeptApart() {
        assertThat(cases).hasSize(300);
        assertThat(cases)
                .extracting(line -> line.at("/input/message").asString())
                .doesNotHaveDuplicates();
        assertThat(cases).allSatisfy(line -> assertThat(line.propertyNames()).containsExactly("reference", "input"));
        assertThat(labels).extracting(SampleCasesTest::reference).doesNotHaveDuplicates();
        assertThat(labels)
                .extracting(SampleCasesTest::reference)
                .isEqualTo(cases.stream().map(SampleCasesTest::reference).toList());
    }

    @Test
    void everyLabelOfTheWorkflow_hasCases() {
        var counts = labels.stream()
                .collect(Collectors.groupingBy(line -> line.at("/label").asString(), Collectors.counting()));
        var declared = workflow.at("/labels").valueStream().toList();
        assertThat(counts.keySet())
                .containsExactlyInAnyOrderElementsOf(declared.stream()
                        .map(label -> label.at("/name").asString())
                        .toList());
        assertThat(counts.values()).allMatch(count -> count >= 15);
        assertThat(declared.stream().filter(label -> label.at("/critical").asBoolean()))
                .hasSize(2);
    }

    @Test
    void everyCase_passesTheWorkflowsSchema() {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(workflow.at("/input"));
        assertThat(cases)
                .allSatisfy(line -> assertThat(schema.validate(line.at("/input")))
                        .as(reference(line))
                        .isEmpty());
    }

    @Test
    void declaredPhonesIbansAndAddresses_areReal() {
        assertThat(values("customerPhone")).isNotEmpty().allMatch(SampleCasesTest::dialable);
        assertThat(values("iban")).isNotEmpty().allSatisfy(iban -> IbanUtil.validate(iban.replace(" ", "")));
        assertThat(values("customerEmail")).isNotEmpty().allMatch(EmailValidator.getInstance()::isValid);
    }

    private List<String> values(String field) {
        return cases.stream()
                .map(line -> line.at("/input").path(field))
                .filter(JsonNode::isString)
                .map(JsonNode::asString)
                .toList();
    }

    private static boolean dialable(String phone) {
        var phones = PhoneNumberUtil.getInstance();
        try {
            return phones.isValidNumber(phones.parse(phone, "GB"));
        } catch (NumberParseException unreadable) {
            return false;
        }
    }

    private static String reference(JsonNode line) {
        return line.at("/reference").asString();
    }

    private static List<JsonNode> lines(String file) throws IOException {
        return Files.readAllLines(EVENTS.resolve(file)).stream()
                .map(JSON::readTree)
                .toList();
    }
}
