package io.assay.local.people;

import io.assay.access.Caller;
import io.assay.aws.Breaker;
import io.assay.aws.CaseStore;
import io.assay.aws.Clients;
import io.assay.aws.OpenCases;
import io.assay.aws.Queues;
import io.assay.aws.ReviewTasks;
import io.assay.aws.Transition;
import io.assay.aws.WorkflowStore;
import io.assay.core.Actor;
import io.assay.core.CaseEvent;
import io.assay.core.CaseFile;
import io.assay.core.CaseId;
import io.assay.core.CaseMessage;
import io.assay.core.Check;
import io.assay.core.Confidence;
import io.assay.core.Entry;
import io.assay.core.Label;
import io.assay.core.Money;
import io.assay.core.Outcome;
import io.assay.core.Phase;
import io.assay.core.Reason;
import io.assay.core.Stage;
import io.assay.core.Standing;
import io.assay.core.Threshold;
import io.assay.core.Usage;
import io.assay.core.Workflow;
import io.assay.core.WorkflowEvent;
import io.assay.escalation.Escalation;
import io.assay.http.HttpAnswer;
import io.assay.http.HttpRequest;
import io.assay.http.Problem;
import io.assay.json.Json;
import io.assay.local.VirtualClock;
import io.assay.local.host.LocalStack;
import io.assay.local.services.DynamoDbService;
import io.assay.local.services.QueueService;
import io.assay.local.template.Stack;
import io.assay.local.template.Template;
import io.assay.privacy.PassThroughSealer;
import io.assay.review.Review;
import io.assay.sweeper.Sweeper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Where people work on cases, on DynamoDB Local and ElasticMQ with the template's tables and queues; time stands still. */
final class PeopleStack implements AutoCloseable {
    static final String GROUP = "support-agents";
    static final Label BILLING = new Label("billing-question");
    static final Label REFUND = new Label("refund-request");
    private static final String REGION = "eu-central-1";

    final VirtualClock clock = new VirtualClock(Clock.fixed(Instant.parse("2026-03-02T08:00:00Z"), ZoneOffset.UTC));
    final Stack stack = Template.read(Path.of("..", "template.yaml"), LocalStack.PARAMETERS, "123456789012", REGION);
    final Workflow workflow;
    final CaseStore cases;
    final ReviewTasks tasks;
    final Breaker breaker;
    final Review review;
    private final Transition escalation;
    final Sweeper sweeper;

    private final DynamoDbService tables = DynamoDbService.start(Optional.empty(), 0);
    private final QueueService queueService = QueueService.start(clock, "123456789012", REGION, 0);
    private final DynamoDbClient dynamoDb;
    private final SqsClient sqs;

    PeopleStack() throws IOException {
        tables.createTables(stack.tables(), REGION);
        queueService.createQueues(stack.queues());
        dynamoDb =
                new Clients(REGION, Optional.of(new Clients.Endpoint(tables.endpoint(), "key", "secret"))).dynamoDb();
        sqs = new Clients(REGION, Optional.of(new Clients.Endpoint(queueService.endpoint(), "key", "secret"))).sqs();
        cases = new CaseStore(dynamoDb, table("CasesTable"), new PassThroughSealer(), clock);
        WorkflowStore workflows = new WorkflowStore(dynamoDb, table("WorkflowsTable"), table("CasesTable"), clock);
        tasks = new ReviewTasks(dynamoDb, table("ReviewsTable"));
        breaker = new Breaker(dynamoDb, table("WorkflowsTable"), clock);
        Map<Stage, String> urls = new EnumMap<>(Stage.class);
        Arrays.stream(Stage.values()).forEach(stage -> urls.put(stage, url(stage)));
        Queues queues = new Queues(sqs, urls);
        review = new Review(cases, workflows, tasks, queues);
        escalation = new Transition(Stage.ESCALATION, cases, new Escalation(workflows, tasks, clock));
        sweeper = new Sweeper(
                cases, tasks, new OpenCases(dynamoDb, table("MetricsTable")), workflows, breaker, queues, clock);
        workflow = activate(workflows);
    }

    private Workflow activate(WorkflowStore workflows) throws IOException {
        Map<String, Object> document =
                Json.object(Files.readAllBytes(Path.of("..", "events", "workflows", "support-triage.json")));
        Workflow put = Workflow.of(document, 1);
        WorkflowEvent.Activated active = new WorkflowEvent.Activated(
                1, Phase.EXPAND, Optional.of(new Threshold(0.7, new Threshold.Basis.Declared("owners"))));
        Entry entry = cases.next(
                "workflow#" + put.name(), Optional.empty(), Actor.person("admin"), Optional.of(put.name()), active);
        workflows.append(
                entry,
                put.name(),
                Standing.NONE.after(1, active),
                Optional.of(new WorkflowStore.NewVersion(1, document)));
        return put;
    }

    /** A new case, received and nothing more. */
    CaseFile received() {
        CaseId id = CaseId.ofUuid(UUID.randomUUID());
        return append(
                id,
                new CaseEvent.Received(
                        1,
                        "http",
                        "submitter",
                        Optional.empty(),
                        "00",
                        0,
                        Optional.of(Map.of("message", "What is this charge?", "channel", "web"))));
    }

    /** A new case with a model's answer. */
    CaseFile predicted(double confidence) {
        return append(
                received().id(),
                new CaseEvent.Predicted(
                        CaseEvent.Role.CHAMPION,
                        Optional.of(BILLING),
                        Optional.of(new Confidence(confidence)),
                        "stated",
                        Optional.empty(),
                        new Usage(100, 20),
                        Duration.ofMillis(300),
                        Money.of("0.00001", "USD"),
                        "model",
                        "predictor",
                        Optional.of("It asks about a charge")));
    }

    /** A new case that a person has to decide; its task is not open. */
    CaseFile escalated() {
        return append(
                predicted(0.4).id(),
                new CaseEvent.Decided(
                        new Outcome.Escalate(List.of(new Reason("below-threshold", "0.4 is below 0.7"))),
                        Optional.of(new Confidence(0.4)),
                        Optional.empty(),
                        List.of(new Check("threshold", true, "0.4 is below 0.7")),
                        "threshold"));
    }

    /** A new case that was automated. */
    CaseFile automated(boolean qualitySample) {
        Threshold threshold = new Threshold(0.7, new Threshold.Basis.Declared("owners"));
        return append(
                predicted(0.9).id(),
                new CaseEvent.Decided(
                        new Outcome.Automate(BILLING, threshold, qualitySample, 0.05),
                        Optional.of(new Confidence(0.9)),
                        Optional.of(threshold),
                        List.of(),
                        "threshold"));
    }

    /** A new case that waits for a person; its task's id is the case's with {@code .1}. */
    CaseFile waiting() {
        CaseFile file = escalated();
        escalate(file);
        return file(file.id());
    }

    CaseFile append(CaseId id, CaseEvent event) {
        List<Entry> history = cases.history(id.value());
        Entry entry = cases.next(
                id.value(),
                history.isEmpty() ? Optional.empty() : Optional.of(history.getLast()),
                Actor.function("test"),
                Optional.of(workflow.name()),
                event);
        if (!cases.append(entry)) {
            throw new IllegalStateException("seq is taken");
        }
        return file(id);
    }

    CaseFile file(CaseId id) {
        return cases.file(id).orElseThrow();
    }

    /** Escalation gets the case's message. */
    void escalate(CaseFile file) {
        CaseMessage message = new CaseMessage(file.id(), file.workflow(), file.seq());
        var _ = escalation.reading(List.of(message)).apply(message);
    }

    /** What the case index would have of the case. */
    void index(CaseFile file) {
        dynamoDb.updateItem(r -> r.tableName(table("MetricsTable"))
                .key(Map.of("pk", AttributeValue.fromS("case#" + file.id()), "sk", AttributeValue.fromS("case")))
                .updateExpression("SET openShard = :shard, movedAt = :at, #seq = :seq")
                .expressionAttributeNames(Map.of("#seq", "seq"))
                .expressionAttributeValues(Map.of(
                        ":shard", AttributeValue.fromS("2"),
                        ":at", AttributeValue.fromS(file.last().at().toString()),
                        ":seq", AttributeValue.fromN(Integer.toString(file.seq())))));
    }

    /** The bodies of the messages in a stage's queue, which is emptied. */
    List<String> received(Stage stage) {
        return Stream.generate(
                        () -> sqs.receiveMessage(r -> r.queueUrl(url(stage)).maxNumberOfMessages(10))
                                .messages())
                .takeWhile(messages -> !messages.isEmpty())
                .flatMap(List::stream)
                .peek(message -> sqs.deleteMessage(r -> r.queueUrl(url(stage)).receiptHandle(message.receiptHandle())))
                .map(message -> message.body())
                .toList();
    }

    static Caller agent(String name) {
        return new Caller(name, "desk", Set.of("reviews"), Set.of(GROUP));
    }

    /** Status and body, as the handler's routes would answer. */
    static HttpAnswer answer(Function<HttpRequest, HttpAnswer> route, HttpRequest request) {
        try {
            return route.apply(request);
        } catch (Problem problem) {
            return HttpAnswer.json(problem.status(), problem.details(Optional.empty()));
        }
    }

    static HttpRequest request(Caller caller, String taskId, String body) {
        return new HttpRequest(
                "POST /reviews/{taskId}/decision",
                Map.of("taskId", taskId),
                Map.of(),
                Map.of("content-type", "application/json"),
                body.getBytes(StandardCharsets.UTF_8),
                Optional.of(caller),
                false,
                "r-1");
    }

    static HttpRequest query(Caller caller, Map<String, String> query) {
        return new HttpRequest(
                "GET /reviews", Map.of(), query, Map.of(), new byte[0], Optional.of(caller), false, "r-1");
    }

    HttpAnswer decide(Caller caller, String taskId, Label label) {
        return answer(review::decide, request(caller, taskId, "{\"label\":\"" + label + "\"}"));
    }

    private String table(String logicalId) {
        return stack.tables().stream()
                .filter(table -> table.logicalId().equals(logicalId))
                .findFirst()
                .orElseThrow()
                .name();
    }

    private String url(Stage stage) {
        String name = stage.queueName();
        String logicalId = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1) + "Queue";
        return stack.queues().stream()
                .filter(queue -> queue.logicalId().equals(logicalId))
                .findFirst()
                .orElseThrow()
                .url();
    }

    @Override
    public void close() {
        queueService.close();
        tables.close();
    }
}
