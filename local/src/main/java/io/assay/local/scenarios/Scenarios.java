package io.assay.local.scenarios;

import io.assay.core.CanonicalJson;
import io.assay.core.CaseEvent;
import io.assay.core.Entry;
import io.assay.core.Stage;
import io.assay.local.gateway.Fault;
import io.assay.local.gateway.FaultRule;
import io.assay.local.gateway.Service;
import io.assay.local.pipeline.Pipeline;
import io.assay.local.services.bedrock.Behaviour;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Everything that the pipeline does, crashes and lost messages among it. */
final class Scenarios {
    private static final Duration SOON = Duration.ofMinutes(5);
    private static final String WORKFLOW = "/workflows/" + Pipeline.WORKFLOW;

    private Scenarios() {}

    /** In an order in which one stack can play them. */
    static List<Scenario> all() {
        List<Scenario> all = new ArrayList<>(List.of(
                new Scenario(
                        "Lambda checks logs and event sources",
                        scene -> scene.pipeline().stack().checkRoles()),
                new Scenario("clients submit cases and look at them", Scenarios::clientsSubmit),
                new Scenario("cases come by the ingest queue", Scenarios::casesAreQueued),
                new Scenario("people claim, release and decide tasks", Scenarios::peopleReview),
                new Scenario("a stop takes decisions back", Scenarios::decisionsAreTakenBack),
                new Scenario("the model is throttled", Scenarios::modelIsThrottled),
                new Scenario("messages come late", Scenarios::messagesComeLate),
                new Scenario("events of a newer release wait", Scenarios::newerEventsWait),
                new Scenario("a deployment is tried", Scenarios::deploymentIsTried),
                new Scenario("a decision goes to a webhook", Scenarios::webhookIsCalled),
                new Scenario("blind reviews are tested for a certificate", Scenarios::reviewsAreTested)));
        for (String stage : List.of("Inference", "Evaluation", "Action", "Escalation")) {
            all.add(new Scenario(
                    "messages for " + stage.toLowerCase(Locale.ROOT) + " are lost",
                    scene -> messagesAreLost(scene, stage)));
        }
        all.add(new Scenario("a stream's record is given up", Scenarios::streamRecordIsGivenUp));
        all.add(new Scenario("tasks become due", Scenarios::tasksBecomeDue));
        all.add(new Scenario("the day is compared", Scenarios::dayIsCompared));
        return List.copyOf(all);
    }

    private static void clientsSubmit(Scene scene) throws InterruptedException {
        Pipeline pipeline = scene.pipeline();
        List<String> ids = scene.submit(16);
        for (int i = 0; i < 2; i++) {
            scene.call(
                    202,
                    "POST",
                    WORKFLOW + "/cases",
                    pipeline.submitter(),
                    Pipeline.message("Twice"),
                    "Idempotency-Key",
                    ids.getFirst());
        }
        scene.settle(ids, SOON);
        scene.call(200, "GET", "/cases/" + ids.getFirst(), pipeline.operator(), "");
        scene.call(200, "GET", "/cases/" + ids.getFirst() + "/lineage", pipeline.operator(), "");
        scene.call(200, "GET", WORKFLOW + "/metrics", pipeline.operator(), "");
    }

    private static void casesAreQueued(Scene scene) throws InterruptedException {
        String queued = CanonicalJson.text(Map.of(
                "workflow",
                Pipeline.WORKFLOW,
                "idempotencyKey",
                Scene.unique(),
                "input",
                Map.of("message", "Where is my parcel?", "channel", "chat")));
        scene.send("IngestQueue", queued);
        scene.send("IngestQueue", queued);
        scene.send("IngestQueue", "no case");
        scene.awaitIdle();
    }

    private static void peopleReview(Scene scene) throws InterruptedException {
        Pipeline pipeline = scene.pipeline();
        String rita = pipeline.reviewer("rita");
        List<String> tasks = tasks(scene);
        scene.call(200, "GET", "/reviews?group=support-agents", rita, "");
        String path = "/reviews/" + tasks.getFirst();
        scene.call(200, "POST", path + "/claim", rita, "");
        scene.call(200, "GET", "/reviews?mine", rita, "");
        scene.call(200, "POST", path + "/release", rita, "");
        scene.call(200, "POST", path + "/decision", rita, "{\"label\":\"delivery-problem\"}");
        scene.awaitIdle();
    }

    /** Tasks of cases that wait for a person. */
    private static List<String> tasks(Scene scene) throws InterruptedException {
        List<String> ids = scene.submit(7);
        scene.settle(ids, SOON);
        List<String> tasks = openedFor(scene, ids);
        scene.expect(tasks.size() > 1, "two of seven cases wait for a person");
        return tasks;
    }

    private static List<String> openedFor(Scene scene, List<String> ids) {
        return ids.stream()
                .flatMap(id -> Pipeline.events(scene.pipeline().caseFile(id), CaseEvent.Escalated.class).stream())
                .map(CaseEvent.Escalated::task)
                .toList();
    }

    private static void decisionsAreTakenBack(Scene scene) throws InterruptedException {
        String operator = scene.pipeline().operator();
        scene.pause("ActionFunction");
        List<String> ids = scene.submit(8);
        scene.awaitIdle();
        scene.at(ids, Stage.ACTION);
        scene.atEnd(() ->
                scene.pipeline().call("POST", WORKFLOW + "/resume", operator, "{\"reason\":\"the scene is over\"}"));
        scene.call(200, "POST", WORKFLOW + "/stop", operator, "{\"reason\":\"quality in doubt\"}");
        scene.pass(Scene.MINUTE);
        scene.resume("ActionFunction");
        scene.settle(ids, SOON);
        scene.call(200, "POST", WORKFLOW + "/resume", operator, "{\"reason\":\"found\"}");
        scene.pass(Scene.MINUTE);
    }

    private static void modelIsThrottled(Scene scene) throws InterruptedException {
        scene.model(Behaviour.good().withSeed(3).throttling(1));
        List<String> ids = scene.submit(3);
        scene.awaitIdle();
        scene.model(Behaviour.good());
        scene.settle(ids, Duration.ofHours(1));
    }

    /** A function that dies between its append and its forward leaves the message; by then the case is elsewhere. */
    private static void messagesComeLate(Scene scene) throws InterruptedException {
        scene.pause("ActionFunction");
        scene.pause("EscalationFunction");
        List<String> ids = scene.submit(14);
        scene.awaitIdle();
        scene.send("InferenceQueue", Scene.message(Pipeline.WORKFLOW, scene.at(ids, Stage.ACTION)));
        scene.send("InferenceQueue", Scene.message(Pipeline.WORKFLOW, scene.at(ids, Stage.ESCALATION)));
        scene.send("EscalationQueue", Scene.message(Pipeline.WORKFLOW, scene.at(ids, Stage.ACTION)));
        scene.resume("EscalationFunction");
        scene.resume("ActionFunction");
        scene.settle(ids, SOON);
    }

    /** Two releases run side by side during a roll-out: the older one puts off what it cannot read. */
    private static void newerEventsWait(Scene scene) throws InterruptedException {
        List<String> ids = scene.submit(1);
        scene.settle(ids, SOON);
        Entry last = scene.pipeline().caseFile(ids.getFirst()).last();
        ofTomorrow(scene, ids.getFirst(), last);
        for (Stage stage : Stage.values()) {
            String name = stage.queueName();
            scene.send(
                    name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1) + "Queue",
                    Scene.message(Pipeline.WORKFLOW, ids.getFirst()));
        }
        scene.awaitIdle();
        scene.put(ids.getFirst(), last.seq(), last.line());
        scene.pass(Duration.ofMinutes(2));
    }

    private static void ofTomorrow(Scene scene, String id, Entry last) {
        String type = "\"type\":\"" + last.event().type();
        scene.atEnd(() -> scene.put(id, last.seq(), last.line()));
        scene.put(id, last.seq(), last.line().replace(type + "\"", type + "OfTomorrow\""));
    }

    /** Also a case of the canary's that a stage cannot read yet: what is sent anew goes to the canary's queue too. */
    private static void deploymentIsTried(Scene scene) throws InterruptedException {
        Pipeline pipeline = scene.pipeline();
        String answer = pipeline.canary(Scene.unique());
        scene.expect(answer.equals("succeeded"), "the canary succeeds, but " + answer);
        String id = pipeline.caseIds().stream()
                .filter(caseId -> pipeline.caseFile(caseId).workflow().equals("_canary"))
                .filter(caseId -> pipeline.caseFile(caseId).last().event() instanceof CaseEvent.Acted)
                .findFirst()
                .orElseThrow();
        Entry last = pipeline.caseFile(id).last();
        ofTomorrow(scene, id, last);
        scene.send("EscalationQueue", Scene.message("_canary", id));
        scene.awaitIdle();
        scene.put(id, last.seq(), last.line());
    }

    /** The receiver's host is not on the stack's allow-list, so the decision goes out without it in the end. */
    private static void webhookIsCalled(Scene scene) throws InterruptedException {
        Pipeline pipeline = scene.pipeline();
        String hooked = Pipeline.text("events/workflows/support-triage.json")
                .replace("\"support-triage\"", "\"hooked\"")
                .replace(
                        "\"action\": {}",
                        "\"action\": {\"webhook\": {\"url\": \"https://hooks.example.com/assay\", \"secret\": \""
                                + Removals.WEBHOOK_SECRET + "\"}}");
        Pipeline.Answer put = pipeline.call("PUT", "/workflows/hooked", pipeline.operator(), hooked);
        scene.expect(put.status() / 100 == 2, "the workflow is taken, but " + put);
        scene.call(200, "POST", "/workflows/hooked/activate", pipeline.operator(), "{\"version\":1}");
        List<String> ids = scene.submit("hooked", 6);
        scene.settle(ids, Duration.ofMinutes(40));
        scene.expect(
                ids.stream()
                        .flatMap(id -> Pipeline.events(pipeline.caseFile(id), CaseEvent.Acted.class).stream())
                        .anyMatch(acted -> acted.receipt().contains("webhook given up")),
                "a decision names its webhook");
    }

    /** So generous a target is tested with a handful of reviews, and the test is told, whatever comes of it. */
    private static void reviewsAreTested(Scene scene) throws InterruptedException {
        Pipeline pipeline = scene.pipeline();
        String path = "/workflows/certified";
        String document = Pipeline.text("events/workflows/support-triage.json")
                .replace("\"support-triage\"", "\"certified\"")
                .replace("\"phase\": \"expand\"", "\"phase\": \"baseline\"")
                .replace("\"qualitySample\": 0.05", "\"qualitySample\": 0.05, \"targetRisk\": 0.9, \"delta\": 0.5");
        Pipeline.Answer put = pipeline.call("PUT", path, pipeline.operator(), document);
        scene.expect(put.status() / 100 == 2, "the workflow is taken, but " + put);
        scene.call(200, "POST", path + "/activate", pipeline.operator(), "{\"version\":1}");
        List<String> ids = scene.submit("certified", 8);
        scene.settle(ids, SOON);
        for (String task : openedFor(scene, ids)) {
            scene.call(
                    200,
                    "POST",
                    "/reviews/" + task + "/decision",
                    pipeline.reviewer("rita"),
                    "{\"label\":\"delivery-problem\"}");
        }
        scene.pass(Duration.ofMinutes(6));
        Pipeline.Answer tested = pipeline.call("POST", path + "/certificates", pipeline.operator(), "");
        scene.expect(
                tested.status() == 201 || tested.body().contains("not-certified"),
                "the reviews are tested, but " + tested);
        scene.pass(Scene.MINUTE);
    }

    private static void messagesAreLost(Scene scene, String stage) throws InterruptedException {
        scene.pause(stage + "Function");
        List<String> ids = scene.submit(7);
        scene.awaitIdle();
        scene.at(ids, Stage.valueOf(stage.toUpperCase(Locale.ROOT)));
        scene.purge(stage + "Queue");
        scene.resume(stage + "Function");
        scene.settle(ids, Duration.ofMinutes(20));
    }

    private static void streamRecordIsGivenUp(Scene scene) throws InterruptedException {
        scene.item(Map.of(
                "caseId", AttributeValue.fromS("no case " + Scene.unique()),
                "seq", AttributeValue.fromN("1")));
        for (int tries = 0; tries < 5; tries++) {
            scene.pass(Scene.MINUTE);
        }
    }

    private static void tasksBecomeDue(Scene scene) throws InterruptedException {
        List<String> tasks = tasks(scene);
        // The event is there, and what lists the task is not reached any more: the sweeper takes it off.
        FaultRule dies = FaultRule.of(new Fault.Fail())
                .on(Service.DYNAMODB, "DeleteItem")
                .by("ReviewRole");
        scene.fault(dies);
        scene.pipeline()
                .call(
                        "POST",
                        "/reviews/" + tasks.getFirst() + "/decision",
                        scene.pipeline().reviewer("rita"),
                        "{\"label\":\"delivery-problem\"}");
        scene.mend(dies);
        for (int hours = 0; hours < 5; hours++) {
            scene.leap(Duration.ofHours(1));
        }
    }

    /** At half past one the audit log of the day before is compared with the table. */
    private static void dayIsCompared(Scene scene) throws InterruptedException {
        scene.settle(scene.submit(2), SOON);
        Instant midnight = scene.pipeline()
                .stack()
                .clock()
                .instant()
                .atZone(ZoneOffset.UTC)
                .toLocalDate()
                .plusDays(1)
                .atStartOfDay()
                .toInstant(ZoneOffset.UTC);
        scene.passUntil(midnight.plus(Duration.ofMinutes(80)));
        scene.pass(Duration.ofMinutes(15));
    }
}
