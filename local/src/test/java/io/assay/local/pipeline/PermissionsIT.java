package io.assay.local.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.core.CanonicalJson;
import io.assay.core.Entry;
import io.assay.core.Stage;
import io.assay.local.VirtualClock;
import io.assay.local.gateway.Counts;
import io.assay.local.gateway.Fault;
import io.assay.local.gateway.FaultRule;
import io.assay.local.gateway.Service;
import io.assay.local.gateway.iam.Grant;
import io.assay.local.host.LocalStack;
import io.assay.local.services.bedrock.Behaviour;
import io.assay.local.template.Stack;
import io.assay.local.template.Template;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Least privilege of the repository's template: one run through everything the pipeline does, crashes and lost messages
 * among it, uses every permission of every role, and needs no other.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PermissionsIT {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    /** The first tasks are due before the daily comparison at 01:30, so a short night shows both. */
    private static final Instant EVENING = Instant.parse("2026-11-23T21:00:00Z");

    private static final Instant AFTER_THE_COMPARISON = Instant.parse("2026-11-24T01:40:00Z");
    private static final String CASES = "/workflows/" + Pipeline.WORKFLOW + "/cases";
    /** Statements that this run does not use, and why they are needed all the same. */
    private static final Map<String, String> ELSEWHERE = Map.of("WebhookSecrets", "the sample workflow has no webhook");

    private Pipeline pipeline;

    @BeforeAll
    void run() throws InterruptedException {
        pipeline = Pipeline.start(
                impatient(),
                LocalStack.Options.inMemory()
                        .withClock(new VirtualClock(
                                Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), EVENING)))));
        casesComeByEveryWay();
        peopleReview();
        decisionsAreTakenBack();
        modelIsThrottled();
        messagesComeLate();
        eventsOfANewerReleaseWait();
        deploymentIsTried();
        messagesAreLost();
        streamRecordIsGivenUp();
        tasksBecomeDueAndTheDayIsCompared();
    }

    @AfterAll
    void stop() {
        pipeline.close();
    }

    @Test
    void everyGrantOfTheTemplate_isUsed() {
        assertThat(pipeline.stack().gateway().permissions().unusedGrants())
                .filteredOn(grant -> !ELSEWHERE.containsKey(grant.statement()))
                .isEmpty();
        assertThat(pipeline.stack().gateway().permissions().grants())
                .extracting(Grant::statement)
                .as("statements with a reason")
                .containsAll(ELSEWHERE.keySet());
    }

    @Test
    void nothing_isRefused() {
        Set<Counts.Key> refused = pipeline.stack().gateway().counts().tallies().entrySet().stream()
                .filter(tally -> tally.getValue().refused() > 0)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        assertThat(refused).isEmpty();
    }

    /** AWS gives a stream's record up after a day; here after one retry, so that the run sees it. */
    private static Stack impatient() {
        Stack given = Pipeline.template();
        return Template.of(
                Pipeline.text("template.yaml").replace("MaximumRetryAttempts: -1", "MaximumRetryAttempts: 1"),
                "template.yaml",
                given.parameters(),
                given.account(),
                given.region());
    }

    private void casesComeByEveryWay() {
        List<String> ids = Pipeline.samples(24).stream().map(pipeline::submit).toList();
        String queued = CanonicalJson.text(Map.of(
                "workflow",
                Pipeline.WORKFLOW,
                "idempotencyKey",
                "k-1",
                "input",
                Map.of("message", "Where is my parcel?", "channel", "chat")));
        send("IngestQueue", queued);
        send("IngestQueue", queued);
        send("IngestQueue", "no case");
        pipeline.call("POST", CASES, pipeline.submitter(), Pipeline.message("Twice"), "Idempotency-Key", "k-2");
        pipeline.call("POST", CASES, pipeline.submitter(), Pipeline.message("Twice"), "Idempotency-Key", "k-2");
        pipeline.settle(ids, Duration.ofMinutes(5), MINUTE);
        assertThat(get("/cases/" + ids.getFirst(), pipeline.operator())).isEqualTo(200);
        assertThat(get("/workflows/" + Pipeline.WORKFLOW + "/metrics", pipeline.operator()))
                .isEqualTo(200);
    }

    private void peopleReview() {
        String rita = pipeline.reviewer("rita");
        Pipeline.Answer listed = pipeline.call("GET", "/reviews?group=support-agents", rita, "");
        List<String> tasks = listed.json().list("tasks").stream()
                .map(task -> task.text("taskId"))
                .toList();
        assertThat(tasks).hasSizeGreaterThan(2);
        String path = "/reviews/" + tasks.getFirst();
        assertThat(post(path + "/claim", rita, "")).isEqualTo(200);
        assertThat(get("/reviews?mine", rita)).isEqualTo(200);
        assertThat(post(path + "/release", rita, "")).isEqualTo(200);
        assertThat(decide(tasks.getFirst())).isEqualTo(200);

        // The event is there, and what lists it is not reached any more: the sweeper will take it off.
        FaultRule dies = FaultRule.of(new Fault.Fail())
                .on(Service.DYNAMODB, "DeleteItem")
                .by("ReviewRole");
        pipeline.stack().gateway().faults().add(dies);
        decide(tasks.get(1));
        pipeline.stack().gateway().faults().remove(dies);
        pipeline.awaitIdle();
    }

    private void decisionsAreTakenBack() throws InterruptedException {
        pipeline.stack().pause("ActionFunction");
        List<String> ids = Pipeline.samples(8).stream().map(pipeline::submit).toList();
        pipeline.awaitIdle();
        String workflow = "/workflows/" + Pipeline.WORKFLOW;
        assertThat(post(workflow + "/stop", pipeline.operator(), "{\"reason\":\"quality in doubt\"}"))
                .isEqualTo(200);
        pipeline.stack().advance(MINUTE);
        pipeline.stack().resume("ActionFunction");
        pipeline.settle(ids, Duration.ofMinutes(5), MINUTE);
        assertThat(post(workflow + "/resume", pipeline.operator(), "{\"reason\":\"found\"}"))
                .isEqualTo(200);
        pipeline.stack().advance(MINUTE);
        pipeline.awaitIdle();
    }

    private void modelIsThrottled() {
        pipeline.stack().bedrock().behave(Behaviour.good().withSeed(3).throttling(1));
        List<String> ids = Pipeline.samples(3).stream().map(pipeline::submit).toList();
        pipeline.awaitIdle();
        pipeline.stack().bedrock().behave(Behaviour.good());
        pipeline.settle(ids, Duration.ofHours(1), MINUTE);
    }

    /** A function that dies between its append and its forward leaves the message; by then the case is elsewhere. */
    private void messagesComeLate() throws InterruptedException {
        pipeline.stack().pause("ActionFunction");
        pipeline.stack().pause("EscalationFunction");
        List<String> ids = Pipeline.samples(14).stream().map(pipeline::submit).toList();
        pipeline.awaitIdle();
        send("InferenceQueue", message(at(ids, Stage.ACTION)));
        send("InferenceQueue", message(at(ids, Stage.ESCALATION)));
        send("EscalationQueue", message(at(ids, Stage.ACTION)));
        pipeline.stack().resume("EscalationFunction");
        pipeline.stack().resume("ActionFunction");
        pipeline.settle(ids, Duration.ofMinutes(5), MINUTE);
    }

    /** Two releases run side by side during a roll-out: the older one puts off what it cannot read. */
    private void eventsOfANewerReleaseWait() {
        String id = pipeline.submit(Pipeline.samples(1).getFirst());
        pipeline.settle(List.of(id), Duration.ofMinutes(5), MINUTE);
        Entry last = pipeline.caseFile(id).last();
        put(
                id,
                last.seq(),
                last.line()
                        .replace(
                                "\"type\":\"" + last.event().type() + "\"",
                                "\"type\":\"" + last.event().type() + "OfTomorrow\""));
        for (Stage stage : Stage.values()) {
            String name = stage.queueName();
            send(name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1) + "Queue", message(id));
        }
        pipeline.awaitIdle();
        put(id, last.seq(), last.line());
        pipeline.stack().advance(Duration.ofMinutes(2));
        pipeline.awaitIdle();
    }

    /** Also a case of the canary's that a stage cannot read yet: what is sent anew goes to the canary's queue too. */
    private void deploymentIsTried() throws InterruptedException {
        assertThat(CanaryIT.canary(pipeline, "d-1")).isEqualTo("succeeded");
        String id = pipeline.caseIds().stream()
                .filter(caseId -> pipeline.caseFile(caseId).workflow().equals("_canary"))
                .findFirst()
                .orElseThrow();
        Entry last = pipeline.caseFile(id).last();
        put(id, last.seq(), last.line().replace("\"type\":\"Acted\"", "\"type\":\"ActedOfTomorrow\""));
        send("EscalationQueue", message(id).replace(Pipeline.WORKFLOW, "_canary"));
        pipeline.awaitIdle();
        put(id, last.seq(), last.line());
    }

    private void messagesAreLost() throws InterruptedException {
        for (String stage : List.of("Inference", "Evaluation", "Action", "Escalation")) {
            pipeline.stack().pause(stage + "Function");
            List<String> ids =
                    Pipeline.samples(7).stream().map(pipeline::submit).toList();
            pipeline.awaitIdle();
            assertThat(ids)
                    .as("cases that wait for " + stage)
                    .anySatisfy(id -> assertThat(pipeline.caseFile(id).next())
                            .contains(Stage.valueOf(stage.toUpperCase(Locale.ROOT))));
            pipeline.stack().sqs().purgeQueue(request -> request.queueUrl(url(stage + "Queue")));
            pipeline.stack().resume(stage + "Function");
        }
        for (int minute = 0; minute < 15; minute++) {
            pipeline.stack().advance(MINUTE);
            pipeline.awaitIdle();
        }
    }

    private void streamRecordIsGivenUp() {
        String table = table();
        pipeline.stack()
                .dynamoDb()
                .putItem(request -> request.tableName(table)
                        .item(Map.of(
                                "caseId", AttributeValue.fromS("no case"),
                                "seq", AttributeValue.fromN("1"))));
        for (int tries = 0; tries < 5; tries++) {
            pipeline.stack().advance(MINUTE);
            pipeline.awaitIdle();
        }
    }

    private void tasksBecomeDueAndTheDayIsCompared() {
        while (pipeline.stack().clock().instant().isBefore(AFTER_THE_COMPARISON)) {
            pipeline.stack().advance(Duration.ofMinutes(15));
            pipeline.awaitIdle();
        }
    }

    private String at(List<String> ids, Stage stage) {
        return ids.stream()
                .filter(id -> pipeline.caseFile(id).next().filter(stage::equals).isPresent())
                .findFirst()
                .orElseThrow();
    }

    private int get(String path, String token) {
        return pipeline.call("GET", path, token, "").status();
    }

    private int post(String path, String token, String body) {
        return pipeline.call("POST", path, token, body).status();
    }

    private int decide(String task) {
        return post("/reviews/" + task + "/decision", pipeline.reviewer("rita"), "{\"label\":\"delivery-problem\"}");
    }

    private static String message(String caseId) {
        return CanonicalJson.text(Map.of("caseId", caseId, "workflow", Pipeline.WORKFLOW, "seq", 1));
    }

    private void send(String queue, String body) {
        pipeline.stack()
                .sqs()
                .sendMessage(request -> request.queueUrl(url(queue)).messageBody(body));
    }

    private void put(String caseId, int seq, String line) {
        pipeline.stack()
                .dynamoDb()
                .putItem(request -> request.tableName(table())
                        .item(Map.of(
                                "caseId", AttributeValue.fromS(caseId),
                                "seq", AttributeValue.fromN(Integer.toString(seq)),
                                "line", AttributeValue.fromS(line))));
    }

    private String url(String queue) {
        return pipeline.stack().stack().queues().stream()
                .filter(candidate -> candidate.logicalId().equals(queue))
                .findFirst()
                .orElseThrow()
                .url();
    }

    private String table() {
        return pipeline.stack().stack().tables().stream()
                .filter(table -> table.logicalId().equals("CasesTable"))
                .findFirst()
                .orElseThrow()
                .name();
    }
}
