package io.assay.local.coldstart;

import io.assay.core.CanonicalJson;
import io.assay.core.Fields;
import io.assay.local.host.LocalStack;
import io.assay.local.template.Stack;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Brings cases into the state in which a function meets them, and makes the events that AWS would call it with. The
 * stack's own pollers stand still; nobody but the function under test does its part of a case's way.
 */
final class Scenes {
    /** Answered with high confidence by the stand-in model: it acts alone. */
    private static final String CLEAR = "I forgot my password and cannot log in to my account.";
    /** Its amount is above what the sample workflow's first rule lets act alone. */
    private static final String LARGE = "I am not satisfied with the cameras and would like a refund.";

    private final LocalStack stack;
    private final Api api;
    private final StageQueues queues;
    private final String path;
    private final Map<String, Object> workflow;

    /** @param workflow document of the sample workflow; its quality samples are switched off here */
    Scenes(LocalStack stack, Map<String, Object> workflow) throws InterruptedException {
        this.stack = stack;
        this.workflow = withoutQualitySamples(workflow);
        api = new Api(stack);
        queues = new StageQueues(stack);
        path = "/workflows/" + new Fields(workflow).text("workflow");
        for (Stack.Function function : stack.stack().functions()) {
            stack.pause(function.logicalId());
        }
        int version = api.ask("PUT", path, this.workflow).whole("version");
        api.ask("POST", path + "/activate", Map.of("version", version));
    }

    private static Map<String, Object> withoutQualitySamples(Map<String, Object> workflow) {
        Map<String, Object> changed = new LinkedHashMap<>(workflow);
        Map<String, Object> policy =
                new LinkedHashMap<>(new Fields(workflow).fields("policy").map());
        policy.put("qualitySample", 0);
        changed.put("policy", policy);
        return changed;
    }

    /**
     * Events that each make the function do its main work with success, none of them done before.
     *
     * @return empty for a function that no scene is known for
     */
    Optional<List<byte[]>> events(String function, int count) {
        return Optional.ofNullable(
                switch (function) {
                    case "IntakeFunction" ->
                        each(count, i -> api.event(function, "POST", path + "/cases", body(CLEAR, false)));
                    case "IngestFunction" -> each(count, i -> StageQueues.event(ingest()));
                    case "InferenceFunction" -> predictable(count);
                    case "EvaluationFunction" -> after("InferenceFunction", "EvaluationQueue", predictable(count));
                    case "ActionFunction" -> actionable(count);
                    case "EscalationFunction" -> escalatable(count);
                    case "ReviewFunction" -> decisions(count);
                    case "CasesFunction" -> {
                        String caseId = api.submit(path, body(CLEAR, false));
                        queues.take("InferenceQueue");
                        yield each(count, i -> api.event(function, "GET", "/cases/" + caseId, Map.of()));
                    }
                    case "AuditFunction", "RollupFunction" -> streams(count);
                    case "SweeperFunction" -> {
                        tasks(1);
                        yield each(count, i -> schedule());
                    }
                    case "AuditCompareFunction" -> each(count, i -> schedule());
                    case "MetricsFunction" -> each(count, i -> api.event(function, "GET", path + "/metrics", Map.of()));
                    case "RegistryFunction" -> each(count, i -> api.event(function, "PUT", path, version(i)));
                    case "CertificationFunction" ->
                        each(count, i -> api.event(function, "GET", path + "/certificates", Map.of()));
                    default -> null;
                });
    }

    /** What else the function may be asked: its other routes. */
    List<byte[]> others(String function) {
        return switch (function) {
            case "IntakeFunction" ->
                List.of(api.event(
                        function,
                        "POST",
                        path + "/cases:batch",
                        Map.of("cases", List.of(body(LARGE, true), body(CLEAR, false)))));
            case "EvaluationFunction" -> {
                api.submit(path, body(LARGE, true));
                yield after("InferenceFunction", "EvaluationQueue", StageQueues.events(queues.take("InferenceQueue")));
            }
            case "CasesFunction" ->
                List.of(api.event(
                        function, "GET", "/cases/" + api.submit(path, body(CLEAR, false)) + "/lineage", Map.of()));
            case "ReviewFunction" -> {
                String task = "/reviews/" + tasks(1).getFirst();
                yield List.of(
                        api.event(function, "GET", "/reviews?group=support-agents", Map.of()),
                        api.event(function, "POST", task + "/claim", Map.of()));
            }
            case "RegistryFunction" ->
                List.of(
                        api.event(function, "GET", path, Map.of()),
                        api.event(function, "GET", path + "/versions", Map.of()),
                        api.event(function, "POST", path + "/activate", Map.of("version", 1)),
                        api.event(function, "POST", path + "/stop", Map.of("reason", "priming")),
                        api.event(function, "GET", "/openapi.json", Map.of()));
            case "CertificationFunction" -> List.of(schedule());
            default -> List.of();
        };
    }

    /** Has the histories of two cases counted, so that there are figures and a case index. */
    void count() {
        streams(1).forEach(event -> queues.call("RollupFunction", event));
    }

    private List<byte[]> predictable(int count) {
        for (int i = 0; i < count; i++) {
            api.submit(path, body(CLEAR, false));
        }
        return StageQueues.events(queues.take("InferenceQueue"));
    }

    private List<byte[]> actionable(int count) {
        return after(
                "EvaluationFunction", "ActionQueue", after("InferenceFunction", "EvaluationQueue", predictable(count)));
    }

    private List<byte[]> escalatable(int count) {
        for (int i = 0; i < count; i++) {
            api.submit(path, body(LARGE, true));
        }
        List<byte[]> predictable = StageQueues.events(queues.take("InferenceQueue"));
        return after(
                "EvaluationFunction", "EscalationQueue", after("InferenceFunction", "EvaluationQueue", predictable));
    }

    /** Ids of new open tasks. */
    private List<String> tasks(int count) {
        List<byte[]> events = escalatable(count);
        events.forEach(event -> queues.call("EscalationFunction", event));
        return events.stream()
                .map(event -> StageQueues.message(event).text("caseId") + ".1")
                .toList();
    }

    private List<byte[]> decisions(int count) {
        return tasks(count).stream()
                .map(task -> api.event(
                        "ReviewFunction",
                        "POST",
                        "/reviews/" + task + "/decision",
                        Map.of("label", "refund-request", "note", "Within 30 days.", "activeMs", 42_000)))
                .toList();
    }

    /** Has the function work off the events; what it sends to the queue comes back as the events of the next stage. */
    private List<byte[]> after(String function, String queue, List<byte[]> events) {
        events.forEach(event -> queues.call(function, event));
        return StageQueues.events(queues.take(queue));
    }

    /** The histories of two cases as the stream brings them, each time as new records of a new shard. */
    private List<byte[]> streams(int count) {
        List<byte[]> last = actionable(1);
        last.addAll(escalatable(1));
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        last.forEach(
                event -> items.addAll(api.history(StageQueues.message(event).text("caseId"))));
        return each(count, i -> StreamRecords.event(items, UUID.randomUUID().toString()));
    }

    private Map<String, Object> version(int i) {
        Map<String, Object> changed = new LinkedHashMap<>(workflow);
        changed.put("description", "Version " + i + " " + UUID.randomUUID());
        return changed;
    }

    private Map<String, Object> ingest() {
        Map<String, Object> message = new LinkedHashMap<>(body(CLEAR, true));
        message.put("workflow", new Fields(workflow).text("workflow"));
        message.put("idempotencyKey", UUID.randomUUID().toString());
        return message;
    }

    /** With every kind of field that is normalised, for each is another library's work. */
    private static Map<String, Object> body(String message, boolean large) {
        return Map.of(
                "reference",
                "T-1001",
                "input",
                Map.of(
                        "channel", "web",
                        "message", message,
                        "customerName", "Jo Doe",
                        "customerEmail", "jo@example.com",
                        "customerPhone", "020 7946 0123",
                        "iban", "GB29 NWBK 6016 1331 9268 19",
                        "country", "Germany",
                        "amount", large ? "649,00 EUR" : "12,00 EUR",
                        "occurredOn", "12 October 2026",
                        "orderNumber", "LF-123456"));
    }

    private byte[] schedule() {
        return CanonicalJson.bytes(Map.of(
                "version", "0",
                "id", UUID.randomUUID().toString(),
                "detail-type", "Scheduled Event",
                "source", "aws.events",
                "account", stack.stack().account(),
                "time", stack.clock().instant().toString(),
                "region", stack.stack().region(),
                "resources", List.of(),
                "detail", Map.of()));
    }

    private static List<byte[]> each(int count, IntFunction<byte[]> event) {
        return new ArrayList<>(IntStream.range(0, count).mapToObj(event).toList());
    }
}
