package io.assay.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a deployment of the template always is. Each rule is shown to fail on a template that breaks it. */
class TemplateRulesTest {
    private static final String TEMPLATE = ProjectTemplate.text();
    private static final Deployed DEPLOYED = Deployed.of(TEMPLATE);
    /** A function and its queue as somebody might add them who copies nothing. */
    private static final String NEWCOMER = """

              NewcomerFunction:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: io.assay.action.ActionHandler::handleRequest
                  Role: !GetAtt ActionRole.Arn
                  Events:
                    Batch:
                      Type: SQS
                      Properties:
                        Queue: !GetAtt NewcomerQueue.Arn

              NewcomerQueue:
                Type: AWS::SQS::Queue
                Properties:
                  VisibilityTimeout: 60
            """;

    static Stream<Rule> rules() {
        return Stream.of(FunctionRules.ALL, RoleRules.ALL, StoreRules.ALL, WatchRules.ALL)
                .flatMap(List::stream);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void rule_holds(Rule rule) {
        assertThat(rule.breaks().apply(DEPLOYED)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void templateThatBreaksTheRule_isFound(Rule rule) {
        assertThat(TEMPLATE).contains(rule.right());
        String broken = TEMPLATE.replaceFirst(Pattern.quote(rule.right()), Matcher.quoteReplacement(rule.wrong()));
        assertThat(rule.breaks().apply(Deployed.of(broken))).isNotEmpty();
    }

    @Test
    void functionThatCopiesNothing_breaksItsRules() {
        Deployed grown = Deployed.of(TEMPLATE.replace("\nResources:\n", "\nResources:\n" + NEWCOMER));
        assertThat(rules().filter(rule -> rule.breaks().apply(grown).stream().anyMatch(id -> id.contains("Newcomer")))
                        .map(Rule::name))
                .contains(
                        "a new version is taken back when an alarm of its own function rings",
                        "what moves traffic may move each function's alias and no other's",
                        "a function has a role of its own that Lambda alone assumes",
                        "a function says its app and its room",
                        "a function writes JSON to a log group of its own, kept as long as the parameter says",
                        "a function's errors and throttles ring an alarm",
                        "a queue feeds a function by up to as many batches as the parameter says, message by message",
                        "a queue hides a message for six times as long as its function may take",
                        "a queue is encrypted and keeps messages for 14 days",
                        "a queue that feeds a function gives a message up after five receives, to a dead-letter queue",
                        "a message that waits for too long rings an alarm",
                        "the dashboard shows every queue that is watched",
                        "what a bill lists says its room");
    }

    @Test
    void deadLetterQueueWithoutAlarm_isFound() {
        String dead = "\n  NewcomerDeadLetters:\n    Type: AWS::SQS::Queue\n";
        Deployed grown = Deployed.of(TEMPLATE.replace("\nResources:\n", "\nResources:\n" + dead)
                .replaceFirst(
                        Pattern.quote("deadLetterTargetArn: !GetAtt IngestDeadLetters.Arn"),
                        "deadLetterTargetArn: !GetAtt NewcomerDeadLetters.Arn"));
        assertThat(rules().filter(rule -> rule.name().equals("a dead letter rings an alarm"))
                        .flatMap(rule -> rule.breaks().apply(grown).stream()))
                .containsExactly("assay-NewcomerDeadLetters");
    }

    @Test
    void reservedConcurrency_isOffOrAtLeastTen() {
        assertThat(Deployed.of(TEMPLATE, "ReservedConcurrency", "10").functions())
                .allSatisfy(function -> assertThat(function.properties().integer("ReservedConcurrentExecutions"))
                        .contains(10));
        assertThatThrownBy(() -> Deployed.of(TEMPLATE, "ReservedConcurrency", "9"))
                .hasMessageContaining("AllowedPattern");
    }

    @Test
    void withAnIssuerGiven_thereIsNoPool() {
        Deployed other = Deployed.of(TEMPLATE, "TokenIssuer", "https://issuer.example.com", "TokenAudience", "a,b");
        assertThat(other.read().resources())
                .noneMatch(resource -> resource.type().startsWith("AWS::Cognito"));
        assertThat(other.read().outputs()).containsEntry("Issuer", "https://issuer.example.com");
        assertThat(DEPLOYED.read().outputs().get("Issuer"))
                .startsWith("https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_");
    }

    @Test
    void withATopicGiven_alarmsGoThere() {
        Deployed other = Deployed.of(TEMPLATE, "AlarmTopicArn", "arn:aws:sns:eu-central-1:123456789012:ops");
        assertThat(other.all("AWS::SNS::Topic")).isEmpty();
        assertThat(other.all(Deployed.ALARM))
                .allSatisfy(alarm -> assertThat(alarm.properties().texts("AlarmActions"))
                        .containsExactly("arn:aws:sns:eu-central-1:123456789012:ops"));
    }

    @Test
    void everyKnownType_isRunOrListedAsNotRun() {
        Set<String> listed = new TreeSet<>(ResourceTypes.RUN);
        listed.addAll(ResourceTypes.NOT_RUN);
        assertThat(listed).isEqualTo(new ResourceTypes().names());
        assertThat(ResourceTypes.RUN).doesNotContainAnyElementsOf(ResourceTypes.NOT_RUN);
    }

    /** {@code samconfig.toml} gives only parameters that there are, values that they take, and tags. */
    @Test
    void samConfig_fitsTheTemplate() throws IOException {
        String config = Files.readString(ProjectTemplate.FILE.resolveSibling("samconfig.toml"));
        for (String stage : List.of("dev", "prod")) {
            String section = config.split("\\[" + stage + "\\.deploy\\.parameters]", 2)[1]
                    .split("\n\\[", 2)[0];
            Map<String, String> given = Pattern.compile("(\\w+)=(\\S+)")
                    .matcher(line(section, "parameter_overrides"))
                    .results()
                    .collect(Collectors.toMap(match -> match.group(1), match -> match.group(2)));
            String[] parameters = given.entrySet().stream()
                    .flatMap(entry -> Stream.of(entry.getKey(), entry.getValue()))
                    .toArray(String[]::new);
            assertThat(Deployed.of(TEMPLATE, parameters).read().parameters()).containsAllEntriesOf(given);
            assertThat(line(section, "tags")).contains("app=assay", "stage=" + stage);
            assertThat(given).containsEntry("AuditRetentionMode", stage.equals("dev") ? "GOVERNANCE" : "COMPLIANCE");
        }
    }

    private static String line(String section, String key) {
        return section.lines()
                .filter(line -> line.startsWith(key + " = "))
                .map(line -> line.substring(line.indexOf('"') + 1, line.lastIndexOf('"')))
                .findFirst()
                .orElseThrow(() -> new AssertionError("samconfig.toml has no " + key));
    }

    @Test
    void everyAlarm_hasItsLineInTheRunbook() throws IOException {
        String runbook = Files.readString(Path.of("..", "docs", "operations.md"));
        Set<String> named = Pattern.compile("\\b[A-Z]\\w+Alarm\\b")
                .matcher(runbook)
                .results()
                .map(match -> match.group())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(named)
                .isEqualTo(
                        DEPLOYED.all(Deployed.ALARM).map(Resolved::id).collect(Collectors.toCollection(TreeSet::new)));
    }
}
