package io.assay.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.assay.access.Caller;
import io.assay.aws.CaseStore;
import io.assay.aws.Clients;
import io.assay.aws.WorkflowChanges;
import io.assay.aws.WorkflowStore;
import io.assay.core.CanonicalJson;
import io.assay.core.Entry;
import io.assay.core.Fields;
import io.assay.core.Phase;
import io.assay.core.Standing;
import io.assay.core.WorkflowEvent;
import io.assay.http.HttpAnswer;
import io.assay.http.HttpRequest;
import io.assay.http.Problem;
import io.assay.json.Json;
import io.assay.local.host.LocalStack;
import io.assay.local.services.DynamoDbService;
import io.assay.local.template.Stack;
import io.assay.local.template.Template;
import io.assay.privacy.PassThroughSealer;
import io.assay.registry.OpenApi;
import io.assay.registry.Registry;
import io.assay.registry.WorkflowApi;
import io.assay.schema.DocumentSchema;
import io.assay.schema.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The registry on the tables of the template. */
@SuppressWarnings("NullAway.Init") // set before all
class RegistryIT {
    private static final String REGION = "eu-central-1";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);
    private static final Caller ADMIN = caller("ada", "support-admins");
    private static final Caller LEAD = caller("lea", "support-leads");
    private static final Caller AGENT = caller("ann", "support-agents");
    private static final Caller STRANGER = caller("sid", "others");

    private static DynamoDbService service;
    private static CaseStore events;
    private static WorkflowStore workflows;
    private static WorkflowApi api;

    @BeforeAll
    static void start() {
        Stack stack = Template.read(Path.of("..", "template.yaml"), LocalStack.PARAMETERS, "111122223333", REGION);
        service = DynamoDbService.start(Optional.empty(), 0);
        service.createTables(stack.tables(), REGION);
        var dynamo =
                new Clients(REGION, Optional.of(new Clients.Endpoint(service.endpoint(), "test", "test"))).dynamoDb();
        events = new CaseStore(dynamo, table(stack, "CasesTable"), new PassThroughSealer(), CLOCK);
        workflows = new WorkflowStore(dynamo, table(stack, "WorkflowsTable"), table(stack, "CasesTable"), CLOCK);
        api = new WorkflowApi(new Registry(new WorkflowChanges(events, workflows), workflows, CLOCK));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void putTwice_isOneVersionAndOneEvent() {
        HttpAnswer first = put("put-twice", ADMIN, "First");
        assertThat(first.status()).isEqualTo(201);
        assertThat(body(first)).containsEntry("version", 1).containsEntry("active", false);
        HttpAnswer again = put("put-twice", ADMIN, "First");
        assertThat(again.status()).isEqualTo(200);
        assertThat(body(again)).isEqualTo(body(first));
        assertThat(history("put-twice")).singleElement().isInstanceOf(WorkflowEvent.VersionPut.class);

        assertThat(put("put-twice", ADMIN, "Second").status()).isEqualTo(201);
        List<Fields> versions = new Fields(body(api.versions(request("put-twice", AGENT, Map.of())))).list("versions");
        assertThat(versions).extracting(version -> version.whole("version")).containsExactly(2, 1);
        assertThat(versions).allSatisfy(version -> {
            assertThat(version.truth("active")).isFalse();
            assertThat(version.fields("by").text("id")).isEqualTo("ada");
            assertThat(version.text("documentSha256")).hasSize(64);
        });
    }

    @Test
    void activate_bringsPhaseAndDeclaredThresholdOnce() {
        put("activated", ADMIN, "First");
        assertThat(workflows.currentStanding("activated").activeVersion()).isEmpty();
        Map<String, Object> answer = body(activate("activated", ADMIN, 1));
        assertThat(answer).containsEntry("changed", true);
        Fields standing = new Fields(answer).fields("standing");
        assertThat(standing.text("phase")).isEqualTo("expand");
        assertThat(standing.fields("threshold").text("basis")).isEqualTo("declared, not certified");
        assertThat(body(activate("activated", ADMIN, 1))).containsEntry("changed", false);
        assertThat(history("activated")).hasSize(2);
        assertThat(workflows.currentStanding("activated").phase()).isEqualTo(Phase.EXPAND);
        assertThat(workflows.active("activated").orElseThrow().version()).isEqualTo(1);

        Fields shown = new Fields(body(api.show(request("activated", AGENT, Map.of()))));
        assertThat(shown.truth("active")).isTrue();
        assertThat(shown.fields("document").text("title")).isEqualTo("First");
        assertThat(problem(() -> activate("activated", ADMIN, 7)).places())
                .extracting(Problem.Place::pointer)
                .containsExactly("/version");
    }

    @Test
    void answers_areAsTheOpenApiDocumentDescribesThem() {
        assertThat(problemsOf("WorkflowVersion", put("described", ADMIN, "First")))
                .isEmpty();
        assertThat(problemsOf("WorkflowChange", activate("described", ADMIN, 1)))
                .isEmpty();
        assertThat(problemsOf("WorkflowChange", stop("described", ADMIN, "described")))
                .isEmpty();
        assertThat(problemsOf("WorkflowView", api.show(request("described", ADMIN, Map.of()))))
                .isEmpty();
        assertThat(problemsOf("VersionList", api.versions(request("described", ADMIN, Map.of()))))
                .isEmpty();
        assertThat(problemsOf("VersionList", put("described", ADMIN, "First"))).isNotEmpty();
    }

    @Test
    void stopAndResume_areOneEventEach() {
        put("stopped", ADMIN, "First");
        activate("stopped", ADMIN, 1);
        assertThat(body(stop("stopped", LEAD, "wrong answers"))).containsEntry("changed", true);
        assertThat(body(stop("stopped", ADMIN, "again"))).containsEntry("changed", false);
        assertThat(workflows.currentStanding("stopped").stopped()).contains("wrong answers");
        assertThat(problem(() -> resume("stopped", LEAD, "fine")).status()).isEqualTo(403);
        assertThat(body(resume("stopped", ADMIN, "fine"))).containsEntry("changed", true);
        assertThat(body(resume("stopped", ADMIN, "fine"))).containsEntry("changed", false);
        assertThat(workflows.currentStanding("stopped").stopped()).isEmpty();
        assertThat(history("stopped")).hasSize(4);
        assertThat(problem(() -> stop("stopped", ADMIN, " ")).places())
                .extracting(Problem.Place::pointer)
                .containsExactly("/reason");
    }

    @Test
    void strangers_seeNothingAndChangeNothing() {
        put("guarded", ADMIN, "First");
        int unknown =
                problem(() -> api.show(request("no-such", STRANGER, Map.of()))).status();
        assertThat(unknown).isEqualTo(404);
        for (Callable<HttpAnswer> call : List.<Callable<HttpAnswer>>of(
                () -> api.show(request("guarded", STRANGER, Map.of())),
                () -> api.versions(request("guarded", STRANGER, Map.of())),
                () -> activate("guarded", STRANGER, 1),
                () -> stop("guarded", STRANGER, "why not"))) {
            assertThat(problem(call).code()).isEqualTo("unknown-workflow");
        }
        assertThat(problem(() -> put("guarded", STRANGER, "Mine")).status()).isEqualTo(403);
        assertThat(problem(() -> stop("guarded", AGENT, "why not")).status()).isEqualTo(403);
        assertThat(history("guarded")).hasSize(1);
    }

    @Test
    void brokenDocument_isRefusedWithEveryPlaceAndLeavesNothing() {
        Map<String, Object> document = document("broken", "First");
        document.remove("owner");
        document.put("nonsense", 1);
        assertThat(problem(() -> api.put(request("broken", ADMIN, document))).places())
                .extracting(Problem.Place::pointer)
                .contains("/owner", "/nonsense");
        assertThat(history("broken")).isEmpty();
    }

    @Test
    void samePutsAtOnce_makeOneVersion() throws Exception {
        List<HttpAnswer> answers = atOnce(3, i -> put("same-race", ADMIN, "First"));
        assertThat(answers).extracting(HttpAnswer::status).containsOnlyOnce(201).contains(200);
        assertThat(history("same-race")).hasSize(1);
    }

    @Test
    void differentChangesAtOnce_areAllInOneHistoryAndInForce() throws Exception {
        put("race", ADMIN, "First");
        List<HttpAnswer> answers = atOnce(3, i -> switch (i) {
            case 0 -> put("race", ADMIN, "Second");
            case 1 -> activate("race", ADMIN, 1);
            default -> stop("race", ADMIN, "race");
        });
        assertThat(answers).extracting(HttpAnswer::status).containsExactly(201, 200, 200);
        List<Entry> entries = events.history(WorkflowEvent.stream("race"));
        assertThat(entries).extracting(Entry::seq).containsExactly(1, 2, 3, 4);
        Standing told = Standing.NONE;
        for (Entry entry : entries) {
            told = told.after(entry.seq(), (WorkflowEvent) entry.event());
        }
        assertThat(workflows.currentStanding("race")).isEqualTo(told);
        assertThat(told.stopped()).contains("race");
        assertThat(told.activeVersion()).contains(1);
    }

    private static List<HttpAnswer> atOnce(int callers, Function<Integer, HttpAnswer> call)
            throws InterruptedException, ExecutionException {
        CyclicBarrier barrier = new CyclicBarrier(callers);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<HttpAnswer>> running = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                int caller = i;
                running.add(executor.submit(() -> {
                    barrier.await();
                    return call.apply(caller);
                }));
            }
            List<HttpAnswer> answers = new ArrayList<>();
            for (Future<HttpAnswer> answer : running) {
                answers.add(answer.get());
            }
            return answers;
        }
    }

    private static HttpAnswer put(String name, Caller caller, String title) {
        return api.put(request(name, caller, document(name, title)));
    }

    private static HttpAnswer activate(String name, Caller caller, int version) {
        return api.activate(request(name, caller, Map.of("version", version)));
    }

    private static HttpAnswer stop(String name, Caller caller, String reason) {
        return api.stop(request(name, caller, Map.of("reason", reason)));
    }

    private static HttpAnswer resume(String name, Caller caller, String reason) {
        return api.resume(request(name, caller, Map.of("reason", reason)));
    }

    private static Map<String, Object> document(String name, String title) {
        try {
            Map<String, Object> document = new LinkedHashMap<>(
                    Json.object(Files.readString(Path.of("..", "events", "workflows", "support-triage.json"))));
            document.put("workflow", name);
            document.put("title", title);
            return document;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Object> history(String name) {
        return events.history(WorkflowEvent.stream(name)).stream()
                .<Object>map(Entry::event)
                .toList();
    }

    private static Problem problem(Callable<HttpAnswer> call) {
        return catchThrowableOfType(Problem.class, call::call);
    }

    private static HttpRequest request(String workflow, Caller caller, Map<String, Object> body) {
        return new HttpRequest(
                "",
                Map.of("workflow", workflow),
                Map.of(),
                Map.of(),
                CanonicalJson.bytes(body),
                Optional.of(caller),
                false,
                "r");
    }

    /** What in an answer is not as the OpenAPI document has it. */
    private static List<Violation> problemsOf(String schema, HttpAnswer answer) {
        Map<String, Object> components =
                new Fields(OpenApi.document()).fields("components").map();
        return DocumentSchema.compile(Map.of("$ref", "#/components/schemas/" + schema, "components", components))
                .validate(body(answer));
    }

    private static Map<String, Object> body(HttpAnswer answer) {
        return Json.object(answer.body());
    }

    private static Caller caller(String subject, String group) {
        return new Caller(subject, "console", Set.of(), Set.of(group));
    }

    private static String table(Stack stack, String logicalId) {
        return stack.tables().stream()
                .filter(table -> table.logicalId().equals(logicalId))
                .findFirst()
                .orElseThrow()
                .name();
    }
}
