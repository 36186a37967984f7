package io.assay.local.pipeline;

import io.assay.access.Role;
import io.assay.access.Scope;
import io.assay.aws.CaseStore;
import io.assay.core.CanonicalJson;
import io.assay.core.CaseEvent;
import io.assay.core.CaseFile;
import io.assay.core.CaseId;
import io.assay.core.Fields;
import io.assay.json.Json;
import io.assay.local.host.InvocationResult;
import io.assay.local.host.LocalStack;
import io.assay.local.template.Stack;
import io.assay.local.template.Template;
import io.assay.privacy.PassThroughSealer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sqs.model.Message;

/** The pipeline of the repository's own template, running, with the sample workflow active. */
public final class Pipeline implements AutoCloseable {
    public static final String WORKFLOW = "support-triage";
    /** The dead-letter queue of every stage's queue. */
    public static final List<String> DEAD_LETTERS = List.of(
            "IngestDeadLetters",
            "InferenceDeadLetters",
            "EvaluationDeadLetters",
            "ActionDeadLetters",
            "EscalationDeadLetters");

    private static final Path ROOT = root();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final LocalStack stack;
    private final HttpClient http = HttpClient.newHttpClient();
    private final CaseStore cases;

    private Pipeline(LocalStack stack) {
        this.stack = stack;
        cases = new CaseStore(
                stack.dynamoDb(), tableName(stack.stack(), "CasesTable"), new PassThroughSealer(), stack.clock());
    }

    /** What the HTTP API answered. */
    public record Answer(int status, String contentType, String body) {
        public Fields json() {
            return new Fields(Json.object(body));
        }
    }

    public static Pipeline start() {
        return start(LocalStack.Options.inMemory());
    }

    public static Pipeline start(LocalStack.Options options) {
        return start(template(), options);
    }

    public static Pipeline start(Stack stack, LocalStack.Options options) {
        Pipeline pipeline = new Pipeline(LocalStack.start(stack, options));
        try {
            pipeline.activate();
            return pipeline;
        } catch (RuntimeException e) {
            pipeline.close();
            throw e;
        }
    }

    /**
     * The repository's template, resolved for tests: two clients may call.
     *
     * @param more names and values of further parameters
     */
    public static Stack template(String... more) {
        Map<String, String> parameters = new HashMap<>(LocalStack.PARAMETERS);
        parameters.put("TokenAudience", "assay,other-shop");
        for (int i = 0; i < more.length; i += 2) {
            parameters.put(more[i], more[i + 1]);
        }
        return Template.of(text("template.yaml"), "template.yaml", parameters, "123456789012", "eu-central-1");
    }

    private void activate() {
        Answer put = call("PUT", "/workflows/" + WORKFLOW, operator(), text("events/workflows/support-triage.json"));
        if (put.status() != 201) {
            throw new IllegalStateException("the sample workflow was not taken: " + put);
        }
        Answer active = call("POST", "/workflows/" + WORKFLOW + "/activate", operator(), "{\"version\":1}");
        if (active.status() != 200) {
            throw new IllegalStateException("the sample workflow was not activated: " + active);
        }
    }

    /** A stack that runs already, with the workflow it has. */
    public static Pipeline of(LocalStack stack) {
        return new Pipeline(stack);
    }

    public LocalStack stack() {
        return stack;
    }

    public String submitter() {
        return token("shop", "assay", Role.SUBMITTER, "support-intake");
    }

    public String reviewer(String name) {
        return token(name, "assay", Role.REVIEWER, "support-agents");
    }

    public String operator() {
        return token("olive", "assay", Role.OPERATOR, "support-admins");
    }

    public String token(String subject, String client, Role role, String group) {
        return stack.token(
                subject, client, role.scopes().stream().map(Scope::word).collect(Collectors.toSet()), Set.of(group));
    }

    /** @param headers name, value, name, value … */
    public Answer call(String method, String path, String token, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(stack.api() + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .timeout(PATIENCE)
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(),
                    response.headers().firstValue("content-type").orElse(""),
                    response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A case body as the API takes it. */
    public static String body(Map<String, Object> input) {
        return CanonicalJson.text(Map.of("input", input));
    }

    /** A short message on some channel. */
    public static String message(String text) {
        return body(Map.of("message", text, "channel", "chat"));
    }

    /** Submits and returns the case's id. */
    public String submit(String body) {
        Answer answer = call("POST", "/workflows/" + WORKFLOW + "/cases", submitter(), body);
        if (answer.status() != 202) {
            throw new IllegalStateException("not accepted: " + answer);
        }
        return answer.json().text("caseId");
    }

    /** Bodies of the first sample cases. */
    public static List<String> samples(int count) {
        try (Stream<String> lines = Files.lines(ROOT.resolve("events/cases/support-triage.jsonl"))) {
            return lines.limit(count).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public CaseFile caseFile(String caseId) {
        return cases.file(new CaseId(caseId)).orElseThrow();
    }

    public Optional<CaseFile> find(String caseId) {
        return cases.file(new CaseId(caseId));
    }

    /** The ids of all cases that there are. */
    public Set<String> caseIds() {
        return stack
                .dynamoDb()
                .scanPaginator(request -> request.tableName(tableName(stack.stack(), "CasesTable"))
                        .consistentRead(true)
                        .projectionExpression("caseId"))
                .items()
                .stream()
                .map(item -> Objects.requireNonNull(item.get("caseId")).s())
                .filter(partition -> !partition.contains("#") && !partition.equals("stack"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    public String queueUrl(String logicalId) {
        return stack.stack().queues().stream()
                .filter(queue -> queue.logicalId().equals(logicalId))
                .findFirst()
                .orElseThrow()
                .url();
    }

    /** Takes everything that is in the decisions queue, as the system that acts on decisions would. */
    public List<Fields> takeDecisions() {
        List<Fields> taken = new ArrayList<>();
        String url = queueUrl("DecisionsQueue");
        while (true) {
            List<Message> messages = stack.sqs()
                    .receiveMessage(request -> request.queueUrl(url).maxNumberOfMessages(10))
                    .messages();
            if (messages.isEmpty()) {
                return taken;
            }
            for (Message message : messages) {
                taken.add(new Fields(Json.object(message.body())));
                stack.sqs().deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receiptHandle()));
            }
        }
    }

    /** Has the deployment's hook called, as CodeDeploy does. @return what it answers, {@code succeeded} if all is well */
    public String canary(String deployment) throws InterruptedException {
        InvocationResult result = stack.functions()
                .get("CanaryFunction")
                .invoke(CanonicalJson.bytes(
                        Map.of("DeploymentId", deployment, "LifecycleEventHookExecutionId", "e-" + deployment)));
        return result instanceof InvocationResult.Answered answered
                ? new Fields(Json.object(new String(answered.payload(), StandardCharsets.UTF_8))).text("canary")
                : result.toString();
    }

    /** Events of one type in a case's history. */
    public static <E extends CaseEvent> List<E> events(CaseFile file, Class<E> type) {
        return file.history().stream()
                .map(entry -> entry.event())
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    public void awaitIdle() {
        try {
            stack.awaitIdle(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Lets virtual time pass in steps until each case is final or waits for a person, at most that long. */
    public void settle(Collection<String> caseIds, Duration atMost, Duration step) {
        awaitIdle();
        for (Duration passed = Duration.ZERO;
                !settled(caseIds) && passed.compareTo(atMost) < 0;
                passed = passed.plus(step)) {
            stack.advance(step);
            awaitIdle();
        }
    }

    private boolean settled(Collection<String> caseIds) {
        return caseIds.stream().allMatch(id -> caseFile(id).next().isEmpty());
    }

    public static String text(String name) {
        try {
            return Files.readString(ROOT.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The physical name of a table. */
    public String tableName(String logicalId) {
        return tableName(stack.stack(), logicalId);
    }

    private static String tableName(Stack stack, String logicalId) {
        return stack.tables().stream()
                .filter(table -> table.logicalId().equals(logicalId))
                .findFirst()
                .orElseThrow()
                .name();
    }

    /** As the launcher says; tests run in the module's folder or in the root. */
    private static Path root() {
        Path here = Path.of(System.getProperty("assay.root", "")).toAbsolutePath();
        return Files.exists(here.resolve("template.yaml"))
                ? here
                : here.resolve("..").normalize();
    }

    @Override
    public void close() {
        stack.close();
    }
}
