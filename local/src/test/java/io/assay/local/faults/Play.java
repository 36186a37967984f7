package io.assay.local.faults;

import io.assay.core.CanonicalJson;
import io.assay.core.CaseFile;
import io.assay.core.Fields;
import io.assay.core.ReviewTask;
import io.assay.core.Workflow;
import io.assay.json.Json;
import io.assay.local.check.Accepted;
import io.assay.local.check.Checker;
import io.assay.local.check.Report;
import io.assay.local.gateway.FaultRule;
import io.assay.local.host.LocalStack;
import io.assay.local.pipeline.Pipeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A running stack with the workflows that scenes are played in, and its clients: they send a request again, unchanged,
 * until it is answered with less than 500, as a client should. The sweeper and the look after certificates rest unless a
 * scene is about them, so that what the one would heal is seen, and the other's ticks come only where they are meant.
 */
final class Play implements AutoCloseable {
    /** Every answer may act alone, and none is drawn for review. */
    static final String PLAIN = "plain";
    /** Every answer may act alone, and each is drawn for review. */
    static final String SAMPLED = "sampled";
    /** People have a quarter of an hour. */
    static final String URGENT = "urgent";
    /** Inference's role may not call its model. */
    static final String MISROUTED = "misrouted";

    private static final String SWEEPER = "SweeperFunction";
    private static final String CERTIFICATION = "CertificationFunction";

    /** Longer than the visibility timeout of every queue but inference's, for which it takes two. */
    private static final Duration VISIBLE_AGAIN = Duration.ofSeconds(181);
    /** A little longer than the sweeper leaves a case alone. */
    private static final Duration SWEEPERS_PATIENCE = Duration.ofMinutes(11);

    private static final Duration CERTIFICATIONS_TICK = Duration.ofMinutes(5);

    /** Less than an access token is good for. */
    private static final Duration TOKENS_FOR = Duration.ofMinutes(30);

    private static final Duration LONGEST = Duration.ofHours(2);
    private static final int TRIES = 5;

    private final Pipeline pipeline;
    private final Checker checker;
    private final List<Accepted> accepted = new ArrayList<>();
    private final Set<String> known = new HashSet<>();
    private final AtomicInteger number = new AtomicInteger();
    private final Map<String, String> tokens = new HashMap<>();
    private Instant signedAt = Instant.MIN;

    Play() throws InterruptedException {
        pipeline = Pipeline.start();
        stack().pause(SWEEPER);
        stack().pause(CERTIFICATION);
        List<Workflow> workflows = List.of(
                activated(PLAIN, document -> document),
                activated(SAMPLED, document -> with(document, "policy", "qualitySample", 1)),
                activated(URGENT, document -> with(document, "serviceLevels", "reviewWithin", "PT15M")),
                activated(MISROUTED, document -> with(document, "model", "id", "amazon.nova-forbidden-v1:0")));
        checker = new Checker(stack(), workflows);
        rest();
    }

    LocalStack stack() {
        return pipeline.stack();
    }

    Pipeline pipeline() {
        return pipeline;
    }

    private String token(String name, Supplier<String> signed) {
        Instant now = stack().clock().instant();
        if (now.isAfter(signedAt.plus(TOKENS_FOR))) {
            tokens.clear();
            signedAt = now;
        }
        return tokens.computeIfAbsent(name, one -> signed.get());
    }

    String submitter() {
        return token("submitter", pipeline::submitter);
    }

    String operator() {
        return token("operator", pipeline::operator);
    }

    private String rita() {
        return token("rita", () -> pipeline.reviewer("rita"));
    }

    /** A new reference, which no other case has. */
    String reference() {
        return "case-" + number.incrementAndGet();
    }

    /** Sends a case by HTTP with an idempotency key. @return its id */
    String submit(String workflow, String message) {
        String reference = reference();
        Fields answer = asked(
                "POST",
                "/workflows/" + workflow + "/cases",
                submitter(),
                body(reference, message),
                202,
                "Idempotency-Key",
                reference);
        return accepted(reference, answer.text("caseId"), true);
    }

    /** Sends a case by HTTP without a key: sent again, it is another case. @return the id that was answered */
    String submitUnkeyed(String workflow, String message) {
        String reference = reference();
        Fields answer = asked("POST", "/workflows/" + workflow + "/cases", submitter(), body(reference, message), 202);
        return accepted(reference, answer.text("caseId"), false);
    }

    /** Sends two cases in one request. */
    void submitBatch(String workflow, String message) {
        List<String> references = List.of(reference(), reference());
        String body = CanonicalJson.text(Map.of(
                "cases",
                references.stream()
                        .map(one -> Map.of("reference", one, "idempotencyKey", one, "input", input(message)))
                        .toList()));
        for (int tries = 0; tries < TRIES; tries++) {
            List<Fields> items = asked("POST", "/workflows/" + workflow + "/cases:batch", submitter(), body, 200)
                    .list("cases");
            if (items.stream().allMatch(item -> item.whole("status") == 202)) {
                for (int i = 0; i < items.size(); i++) {
                    accepted(references.get(i), items.get(i).fields("case").text("caseId"), true);
                }
                return;
            }
        }
        throw new AssertionError("a batch was not accepted");
    }

    private String accepted(String reference, String caseId, boolean keyed) {
        accepted.add(new Accepted(reference, Optional.of(caseId), keyed));
        return caseId;
    }

    /** Puts a case into the ingest queue. */
    void enqueue(String workflow, String message) {
        String reference = reference();
        accepted.add(new Accepted(reference, Optional.empty(), true));
        put(
                "IngestQueue",
                CanonicalJson.text(Map.of(
                        "workflow", workflow,
                        "idempotencyKey", reference,
                        "reference", reference,
                        "input", input(message))));
    }

    void put(String queue, String body) {
        stack().sqs()
                .sendMessage(
                        request -> request.queueUrl(pipeline.queueUrl(queue)).messageBody(body));
    }

    /** A person claims the case's open task, gives it back, claims it again and decides. */
    void review(String caseId) {
        String rita = rita();
        CaseFile file = pipeline.caseFile(caseId);
        ReviewTask task =
                file.tasks().stream().filter(ReviewTask::open).findFirst().orElseThrow();
        String path = "/reviews/" + task.id();
        asked("POST", path + "/claim", rita, "", 200);
        asked("POST", path + "/release", rita, "", 200);
        asked("POST", path + "/claim", rita, "", 200);
        decide(task.id());
    }

    /** The case that came last. */
    String last() {
        Accepted one = accepted.getLast();
        return one.caseId()
                .orElseGet(() -> pipeline.caseIds().stream()
                        .map(pipeline::caseFile)
                        .filter(file -> file.received().reference().equals(Optional.of(one.reference())))
                        .findFirst()
                        .orElseThrow()
                        .id()
                        .value());
    }

    /** Asks until the answer is the client's to read. */
    Fields asked(String method, String path, String token, String body, int expected, String... headers) {
        Pipeline.Answer answer = pipeline.call(method, path, token, body, headers);
        for (int tries = 1; answer.status() >= 500 && tries < TRIES; tries++) {
            answer = pipeline.call(method, path, token, body, headers);
        }
        if (answer.status() != expected) {
            throw new AssertionError(method + " " + path + " was answered " + answer);
        }
        return answer.json();
    }

    /** Puts a new version of a workflow and makes it the active one. */
    Workflow activated(String name, UnaryOperator<Map<String, Object>> change) {
        Map<String, Object> document =
                new TreeMap<>(Json.object(Pipeline.text("events/workflows/support-triage.json")));
        document.put("workflow", name);
        Map<String, Object> changed = change.apply(with(
                with(document, "policy", "qualitySample", 0),
                "policy",
                "threshold",
                Map.of("declared", 0.01, "by", "support-operations")));
        String path = "/workflows/" + name;
        String operator = operator();
        Pipeline.Answer put = pipeline.call("PUT", path, operator, CanonicalJson.text(changed));
        for (int tries = 1; put.status() >= 500 && tries < TRIES; tries++) {
            put = pipeline.call("PUT", path, operator, CanonicalJson.text(changed));
        }
        if (put.status() >= 300) {
            throw new AssertionError("PUT " + path + " was answered " + put);
        }
        int version = put.json().whole("version");
        asked("POST", path + "/activate", operator, CanonicalJson.text(Map.of("version", version)), 200);
        return Workflow.of(changed, version);
    }

    static Map<String, Object> with(Map<String, Object> document, String part, String field, Object value) {
        Map<String, Object> changed = new TreeMap<>(document);
        Map<String, Object> inner = new TreeMap<>();
        ((Map<?, ?>) Objects.requireNonNull(document.get(part), part))
                .forEach((name, one) -> inner.put((String) name, one));
        inner.put(field, value);
        changed.put(part, inner);
        return changed;
    }

    /** Lets virtual time pass until no message is on its way. */
    void rest() {
        pipeline.awaitIdle();
        for (Duration passed = Duration.ZERO;
                checker.underWay() > 0 && passed.compareTo(LONGEST) < 0;
                passed = passed.plus(VISIBLE_AGAIN)) {
            stack().advance(VISIBLE_AGAIN);
            pipeline.awaitIdle();
        }
    }

    boolean isUnderWay() {
        return checker.underWay() > 0;
    }

    void advance(Duration by) {
        stack().advance(by);
        pipeline.awaitIdle();
    }

    /** Lets time pass until the sweeper sees what stands still, and then has it look twice, should it die once. */
    void sweep() {
        advance(SWEEPERS_PATIENCE);
        sweeping(() -> {
            advance(Duration.ofMinutes(1));
            advance(Duration.ofMinutes(1));
        });
        rest();
    }

    /** Puts dead letters back, as an operator does once the reason is gone. */
    void redrive() {
        Pipeline.DEAD_LETTERS.forEach(stack()::redrive);
        rest();
    }

    void sweeping(Runnable meanwhile) {
        resumed(SWEEPER, meanwhile);
    }

    /** Has certificates looked after twice, should it die once. */
    void lookAfterCertificates() {
        resumed(CERTIFICATION, () -> {
            advance(CERTIFICATIONS_TICK);
            advance(CERTIFICATIONS_TICK);
        });
        rest();
    }

    private void resumed(String function, Runnable meanwhile) {
        stack().resume(function);
        try {
            meanwhile.run();
        } finally {
            pause(function);
        }
    }

    void pause(String function) {
        try {
            stack().pause(function);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What is wrong now and was not before. Then people decide what waits for them, so that the next scene is as short. */
    List<String> violations() {
        Report report = checker.check(accepted);
        if (report.untold() > 0) {
            sweep();
            report = checker.check(accepted);
        }
        List<String> news = report.violations().stream().filter(known::add).toList();
        if (report.waiting() > 0) {
            openTasks().forEach(this::decide);
        }
        return news;
    }

    private List<String> openTasks() {
        return stack()
                .dynamoDb()
                .scanPaginator(request -> request.tableName(pipeline.tableName("ReviewsTable")))
                .items()
                .stream()
                .map(item -> Objects.requireNonNull(item.get("taskId")).s())
                .toList();
    }

    private void decide(String task) {
        asked(
                "POST",
                "/reviews/" + task + "/decision",
                rita(),
                "{\"label\":\"delivery-problem\",\"activeMs\":42000}",
                200);
    }

    /** @return how often the rule struck while the scene was played */
    int played(Scene scene, FaultRule rule) {
        stack().gateway().faults().add(rule);
        try {
            scene.act().accept(this);
            rest();
            return stack().gateway().faults().struck(rule);
        } finally {
            stack().gateway().faults().clear();
        }
    }

    private static String body(String reference, String message) {
        return CanonicalJson.text(Map.of("reference", reference, "input", input(message)));
    }

    private static Map<String, Object> input(String message) {
        return Map.of("message", message, "channel", "chat");
    }

    @Override
    public void close() {
        checker.close();
        pipeline.close();
    }
}
