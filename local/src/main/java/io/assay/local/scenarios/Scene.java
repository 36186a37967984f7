package io.assay.local.scenarios;

import io.assay.core.CanonicalJson;
import io.assay.core.Stage;
import io.assay.local.gateway.FaultRule;
import io.assay.local.gateway.iam.Permissions;
import io.assay.local.host.LocalStack;
import io.assay.local.pipeline.Pipeline;
import io.assay.local.services.bedrock.Behaviour;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A running stack as one scenario sees it. Whatever the scenario does, it fails as soon as a role is refused anything;
 * what it changed of the stack itself is undone at its end.
 */
public final class Scene implements AutoCloseable {
    static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String SWEEPER = "SweeperFunction";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Pipeline pipeline;
    private final Permissions.Watch watch;
    private final Deque<Runnable> undoing = new ArrayDeque<>();

    Scene(Pipeline pipeline, Permissions.Watch watch) {
        this.pipeline = pipeline;
        this.watch = watch;
    }

    Pipeline pipeline() {
        return pipeline;
    }

    /** @throws IllegalStateException naming the role and the action, if something was refused */
    void checkRefusals() {
        if (!watch.refusals().isEmpty()) {
            throw new IllegalStateException(watch.refusals().getFirst().toString());
        }
    }

    /** @throws IllegalStateException if it is not so */
    void expect(boolean so, String what) {
        checkRefusals();
        if (!so) {
            throw new IllegalStateException("not so: " + what);
        }
    }

    /** Calls the HTTP API and expects that status. */
    Pipeline.Answer call(int status, String method, String path, String token, String body, String... headers) {
        Pipeline.Answer answer = pipeline.call(method, path, token, body, headers);
        expect(answer.status() == status, method + " " + path + " answers " + status + ", but " + answer);
        return answer;
    }

    /** Submits the first sample cases and returns their ids. */
    List<String> submit(int count) {
        return submit(Pipeline.WORKFLOW, count);
    }

    List<String> submit(String workflow, int count) {
        return Pipeline.samples(count).stream()
                .map(body -> call(202, "POST", "/workflows/" + workflow + "/cases", pipeline.submitter(), body)
                        .json()
                        .text("caseId"))
                .toList();
    }

    void awaitIdle() throws InterruptedException {
        pipeline.stack().awaitIdle(PATIENCE, () -> !watch.refusals().isEmpty());
        checkRefusals();
    }

    void pass(Duration step) throws InterruptedException {
        pipeline.stack().advance(step);
        awaitIdle();
    }

    /** In one jump, as a laptop that was closed. */
    void passUntil(Instant then) throws InterruptedException {
        leap(Duration.between(pipeline.stack().clock().instant(), then));
    }

    /** Passes at least a minute in one jump. */
    void leap(Duration by) throws InterruptedException {
        leap(pipeline.stack(), by);
        awaitIdle();
    }

    /** With one sweep at the end: the sweeps of every minute that was jumped over would all see the same moment. */
    static void leap(LocalStack stack, Duration by) throws InterruptedException {
        stack.pause(SWEEPER);
        try {
            stack.advance(by.minus(MINUTE));
        } finally {
            stack.resume(SWEEPER);
        }
        stack.advance(MINUTE);
    }

    /** Lets minutes pass until each case is final or waits for a person. */
    void settle(Collection<String> ids, Duration atMost) throws InterruptedException {
        awaitIdle();
        for (Duration passed = Duration.ZERO; passed.compareTo(atMost) < 0; passed = passed.plus(MINUTE)) {
            if (ids.stream().allMatch(id -> pipeline.caseFile(id).next().isEmpty())) {
                return;
            }
            pass(MINUTE);
        }
        expect(ids.stream().allMatch(id -> pipeline.caseFile(id).next().isEmpty()), "cases settle within " + atMost);
    }

    /** One of the cases whose turn is at that stage. */
    String at(List<String> ids, Stage stage) {
        checkRefusals();
        return ids.stream()
                .filter(id -> pipeline.caseFile(id).next().filter(stage::equals).isPresent())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no case waits for " + stage));
    }

    void send(String queue, String body) {
        pipeline.stack()
                .sqs()
                .sendMessage(
                        request -> request.queueUrl(pipeline.queueUrl(queue)).messageBody(body));
    }

    void purge(String queue) {
        pipeline.stack().sqs().purgeQueue(request -> request.queueUrl(pipeline.queueUrl(queue)));
    }

    static String message(String workflow, String caseId) {
        return CanonicalJson.text(Map.of("caseId", caseId, "workflow", workflow, "seq", 1));
    }

    /** Writes an event's line as it stands, past every function. */
    void put(String caseId, int seq, String line) {
        item(Map.of(
                "caseId", AttributeValue.fromS(caseId),
                "seq", AttributeValue.fromN(Integer.toString(seq)),
                "line", AttributeValue.fromS(line)));
    }

    void item(Map<String, AttributeValue> item) {
        String table = pipeline.stack().stack().tables().stream()
                .filter(each -> each.logicalId().equals("CasesTable"))
                .findFirst()
                .orElseThrow()
                .name();
        pipeline.stack().dynamoDb().putItem(request -> request.tableName(table).item(item));
    }

    /** Until {@link #resume}. */
    void pause(String function) throws InterruptedException {
        pipeline.stack().pause(function);
        undoing.push(() -> pipeline.stack().resume(function));
    }

    void resume(String function) {
        pipeline.stack().resume(function);
    }

    void model(Behaviour behaviour) {
        pipeline.stack().bedrock().behave(behaviour);
        undoing.push(() -> pipeline.stack().bedrock().behave(Behaviour.good()));
    }

    /** Until {@link #mend}. */
    void fault(FaultRule rule) {
        pipeline.stack().gateway().faults().add(rule);
        undoing.push(() -> mend(rule));
    }

    void mend(FaultRule rule) {
        pipeline.stack().gateway().faults().remove(rule);
    }

    /** Done at the end, however it comes. */
    void atEnd(Runnable undo) {
        undoing.push(undo);
    }

    static String unique() {
        return UUID.randomUUID().toString();
    }

    @Override
    public void close() {
        watch.close();
        while (!undoing.isEmpty()) {
            undoing.pop().run();
        }
    }
}
