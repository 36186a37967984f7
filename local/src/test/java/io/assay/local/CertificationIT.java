package io.assay.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.assay.access.Caller;
import io.assay.aws.BlindSamples;
import io.assay.aws.CaseStore;
import io.assay.aws.Clients;
import io.assay.aws.Rollups;
import io.assay.aws.Signal;
import io.assay.aws.WorkflowChanges;
import io.assay.aws.WorkflowStore;
import io.assay.certification.Certification;
import io.assay.certification.CertificationApi;
import io.assay.core.Actor;
import io.assay.core.BlindSample;
import io.assay.core.CertificateInForce;
import io.assay.core.Confidence;
import io.assay.core.Fields;
import io.assay.core.Label;
import io.assay.core.Phase;
import io.assay.core.Threshold;
import io.assay.core.Workflow;
import io.assay.core.WorkflowEvent;
import io.assay.http.HttpAnswer;
import io.assay.http.HttpRequest;
import io.assay.http.Problem;
import io.assay.json.Json;
import io.assay.local.host.LocalStack;
import io.assay.local.services.DynamoDbService;
import io.assay.local.template.Stack;
import io.assay.local.template.Template;
import io.assay.model.Predictors;
import io.assay.privacy.PassThroughSealer;
import io.assay.registry.OpenApi;
import io.assay.schema.DocumentSchema;
import io.assay.schema.Violation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Certification on the tables of the template; time stands still but where a test moves it. */
@SuppressWarnings("NullAway.Init") // set before all
class CertificationIT {
    private static final String REGION = "eu-central-1";
    private static final Label BILLING = new Label("billing-question");
    private static final Label REFUND = new Label("refund-request");
    private static final Caller ADMIN = new Caller("ada", "desk", Set.of(), Set.of("support-admins"));
    private static final Caller SYSTEM = new Caller("desk", "desk", Set.of(), Set.of("support-admins"));
    private static final Caller AGENT = new Caller("ann", "desk", Set.of(), Set.of("support-agents"));
    private static final Caller STRANGER = new Caller("sid", "desk", Set.of(), Set.of("others"));

    private static final VirtualClock CLOCK =
            new VirtualClock(Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC));
    private static final List<Signal> SIGNALS = new ArrayList<>();

    private static DynamoDbService service;
    private static WorkflowChanges changes;
    private static WorkflowStore workflows;
    private static BlindSamples samples;
    private static Certification certification;
    private static CertificationApi api;

    @BeforeAll
    static void start() {
        Stack stack = Template.read(Path.of("..", "template.yaml"), LocalStack.PARAMETERS, "111122223333", REGION);
        service = DynamoDbService.start(Optional.empty(), 0);
        service.createTables(stack.tables(), REGION);
        var dynamo =
                new Clients(REGION, Optional.of(new Clients.Endpoint(service.endpoint(), "test", "test"))).dynamoDb();
        CaseStore events = new CaseStore(dynamo, table(stack, "CasesTable"), new PassThroughSealer(), CLOCK);
        workflows = new WorkflowStore(dynamo, table(stack, "WorkflowsTable"), table(stack, "CasesTable"), CLOCK);
        changes = new WorkflowChanges(events, workflows);
        samples = new BlindSamples(dynamo, table(stack, "MetricsTable"));
        certification = new Certification(
                changes, workflows, samples, new Rollups(dynamo, table(stack, "MetricsTable")), SIGNALS::add, CLOCK);
        api = new CertificationApi(certification, CLOCK);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void goodReviews_areCertifiedOnceAndPutInForceByAPerson() {
        Workflow workflow = activated("certified", policy -> policy);
        review(workflow, 400, 0.99, 3);

        HttpAnswer issued = issue("certified", ADMIN);
        assertThat(issued.status()).isEqualTo(201);
        assertThat(problemsOf("Certificate", issued)).isEmpty();
        HttpAnswer again = issue("certified", ADMIN);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(issued.body());
        assertThat(workflows.currentStanding("certified").certificate()).isEmpty();

        HttpAnswer active = activate("certified", ADMIN, "1");
        assertThat(problemsOf("CertificateChange", active)).isEmpty();
        assertThat(body(active).truth("changed")).isTrue();
        assertThat(body(activate("certified", ADMIN, "1")).truth("changed")).isFalse();
        CertificateInForce inForce =
                workflows.currentStanding("certified").certificate().orElseThrow();
        assertThat(inForce.predictor()).isEqualTo(Predictors.hash(workflow));
        assertThat(inForce.threshold()).isEqualTo(body(issued).number("threshold"));
        assertThat(workflows.currentStanding("certified").phase()).isEqualTo(Phase.EXPAND);

        HttpAnswer listed = api.list(request("certified", AGENT, ""));
        assertThat(problemsOf("CertificateList", listed)).isEmpty();
        assertThat(body(listed).list("certificates"))
                .singleElement()
                .satisfies(certificate -> assertThat(certificate.text("state")).isEqualTo("active"));
        assertThat(body(listed).fields("monitor").whole("samples")).isZero();
    }

    @Test
    void whoMayNot_isRefused() {
        Workflow workflow = activated("guarded", policy -> policy);
        review(workflow, 400, 0.99, 3);
        issue("guarded", ADMIN);

        assertThat(problem(() -> issue("guarded", AGENT)).code()).isEqualTo("not-an-administrator");
        assertThat(problem(() -> issue("guarded", STRANGER)).status()).isEqualTo(404);
        assertThat(problem(() -> api.list(request("guarded", STRANGER, ""))).status())
                .isEqualTo(404);
        assertThat(problem(() -> activate("guarded", SYSTEM, "1")).code()).isEqualTo("not-a-person");
        assertThat(problem(() -> activate("guarded", AGENT, "1")).code()).isEqualTo("not-an-administrator");
        assertThat(problem(() -> activate("guarded", ADMIN, "2")).code()).isEqualTo("unknown-certificate");
        assertThat(problem(() -> activate("guarded", ADMIN, "one")).code()).isEqualTo("unknown-certificate");
    }

    @Test
    void whatCannotBeCertified_isRefusedWithTheReason() {
        activated("silent", policy -> without(policy, "targetRisk"));
        assertThat(problem(() -> issue("silent", ADMIN)).code()).isEqualTo("no-target-risk");
        activated("unsampled", policy -> with(policy, "qualitySample", 0));
        assertThat(problem(() -> issue("unsampled", ADMIN)).code()).isEqualTo("no-quality-sample");

        Workflow few = activated("few", policy -> policy);
        review(few, 20, 0.95, 3);
        Problem tooFew = problem(() -> issue("few", ADMIN));
        assertThat(tooFew.status()).isEqualTo(409);
        assertThat(tooFew.code()).isEqualTo("too-few-reviews");
        assertThat(tooFew.getMessage()).contains("of 20 blind reviews by lot");
        assertThat(changes.file("few").looks()).isEmpty();

        Workflow bad = activated("bad", policy -> policy);
        review(bad, 400, 0.3, 3);
        assertThat(problem(() -> issue("bad", ADMIN)).getMessage()).contains("No threshold can be certified at 10 %");
        assertThat(problem(() -> issue("bad", ADMIN)).getMessage()).contains("no review came since");
        assertThat(changes.file("bad").looks()).hasSize(1);
    }

    @Test
    void certificateOfAnotherPredictorOrPastItsTime_cannotBePutInForce() {
        Workflow workflow = activated("changing", policy -> policy);
        review(workflow, 400, 0.99, 3);
        issue("changing", ADMIN);
        Map<String, Object> reworded = document("changing", policy -> policy);
        reworded.put("prompt", with(new Fields(reworded).fields("prompt").map(), "system", "Choose one: {{labels}}"));
        activate("changing", reworded, 2);
        assertThat(problem(() -> activate("changing", ADMIN, "1")).code()).isEqualTo("other-predictor");

        Workflow old = activated("old", policy -> policy);
        review(old, 400, 0.99, 3);
        issue("old", ADMIN);
        CertificationApi later = new CertificationApi(certification, Clock.offset(CLOCK, Duration.ofDays(90)));
        assertThat(problem(() -> later.activate(request("old", ADMIN, "1"))).code())
                .isEqualTo("expired");
    }

    @Test
    void qualitySamplesThatBreakThePromise_voidTheCertificateOnceAndDemoteTheWorkflow() {
        Workflow workflow = activated("shifted", policy -> policy);
        review(workflow, 400, 0.99, 3);
        issue("shifted", ADMIN);
        activate("shifted", ADMIN, "1");
        Threshold certified =
                workflows.currentStanding("shifted").certificate().orElseThrow().asThreshold();
        CLOCK.advance(Duration.ofHours(1));
        for (int i = 0; i < 60; i++) {
            put(workflow, i % 2 == 0, 0.95, 0.2, Optional.of(certified), "shift " + i);
        }
        samples.announce(new BlindSamples.News("shifted", CLOCK.instant()));
        long before = SIGNALS.size();

        certification.tick();
        samples.announce(new BlindSamples.News("shifted", CLOCK.instant()));
        certification.tick();

        assertThat(SIGNALS).hasSize((int) before + 1).last().isEqualTo(Signal.CERTIFICATE_VOID);
        assertThat(workflows.currentStanding("shifted").certificate()).isEmpty();
        assertThat(workflows.currentStanding("shifted").phase()).isEqualTo(Phase.PILOT);
        assertThat(workflows.currentStanding("shifted").alarm())
                .hasValueSatisfying(alarm -> assertThat(alarm).startsWith("The promise of certificate 1"));
        assertThat(samples.news()).isEmpty();
        assertThat(problem(() -> activate("shifted", ADMIN, "1")).code()).isEqualTo("certificate-void");
        // What was reviewed before the alarm does not count any more.
        assertThat(problem(() -> issue("shifted", ADMIN)).code()).isEqualTo("too-few-reviews");
    }

    @Test
    void manyNewReviews_areTestedByItselfButNothingIsPutInForce() {
        Workflow workflow = activated("by-itself", policy -> policy);
        review(workflow, 400, 0.99, 3);
        samples.announce(new BlindSamples.News("by-itself", CLOCK.instant()));

        certification.tick();

        assertThat(changes.file("by-itself").certificates())
                .singleElement()
                .satisfies(issued -> assertThat(issued.by()).isEqualTo(Actor.function("certification")));
        assertThat(workflows.currentStanding("by-itself").certificate()).isEmpty();
    }

    private static Workflow activated(String name, UnaryOperator<Map<String, Object>> policy) {
        return activate(name, document(name, policy), 1);
    }

    private static Workflow activate(String name, Map<String, Object> document, int version) {
        Workflow workflow = Workflow.of(document, version);
        changes.change(
                name,
                Actor.person("ada"),
                file -> Optional.of(new WorkflowChanges.Change(
                        new WorkflowEvent.VersionPut(version, "ab"),
                        Optional.of(new WorkflowStore.NewVersion(version, document)))));
        changes.change(
                name,
                Actor.person("ada"),
                file -> WorkflowChanges.Change.of(new WorkflowEvent.Activated(
                        version, workflow.policy().phase(), workflow.policy().threshold())));
        return workflow;
    }

    private static Map<String, Object> document(String name, UnaryOperator<Map<String, Object>> policy) {
        try {
            Map<String, Object> document = new HashMap<>(
                    Json.object(Files.readAllBytes(Path.of("..", "events", "workflows", "support-triage.json"))));
            document.put("workflow", name);
            document.put(
                    "policy",
                    policy.apply(with(
                            without(new Fields(document).fields("policy").map(), "threshold"), "targetRisk", 0.1)));
            return document;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> with(Map<String, Object> map, String name, Object value) {
        Map<String, Object> changed = new HashMap<>(map);
        changed.put(name, value);
        return changed;
    }

    private static Map<String, Object> without(Map<String, Object> map, String name) {
        Map<String, Object> changed = new HashMap<>(map);
        changed.remove(name);
        return changed;
    }

    /** Decided blind, each answer right with that chance. */
    private static void review(Workflow workflow, int count, double right, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < count; i++) {
            put(
                    workflow,
                    random.nextDouble() < right,
                    0.9 + 0.1 * random.nextDouble(),
                    1,
                    Optional.empty(),
                    workflow.name() + i);
        }
    }

    private static void put(
            Workflow workflow,
            boolean right,
            double confidence,
            double probability,
            Optional<Threshold> above,
            String group) {
        samples.put(
                workflow.name(),
                new BlindSamples.Row(
                        group + ".1",
                        CLOCK.instant().minusSeconds(60),
                        new BlindSample(
                                Predictors.hash(workflow),
                                BILLING,
                                new Confidence(confidence),
                                probability,
                                true,
                                above,
                                group),
                        right ? BILLING : REFUND));
    }

    private static HttpAnswer issue(String workflow, Caller caller) {
        return api.issue(request(workflow, caller, ""));
    }

    private static HttpAnswer activate(String workflow, Caller caller, String certificate) {
        return api.activate(request(workflow, caller, certificate));
    }

    private static HttpRequest request(String workflow, Caller caller, String certificate) {
        return new HttpRequest(
                "POST /workflows/{workflow}/certificates",
                Map.of("workflow", workflow, "certificate", certificate),
                Map.of(),
                Map.of(),
                new byte[0],
                Optional.of(caller),
                false,
                "r-1");
    }

    private static Fields body(HttpAnswer answer) {
        return new Fields(Json.object(answer.body()));
    }

    private static Problem problem(Callable<HttpAnswer> call) {
        return Objects.requireNonNull(catchThrowableOfType(Problem.class, call::call));
    }

    /** What the answer has that the OpenAPI document does not say. */
    private static List<Violation> problemsOf(String schema, HttpAnswer answer) {
        Map<String, Object> root =
                new HashMap<>(Map.of("$ref", "#/components/schemas/" + schema, "components", components()));
        return DocumentSchema.compile(root).validate(Json.object(answer.body()));
    }

    private static Map<String, Object> components() {
        return new Fields(OpenApi.document()).fields("components").map();
    }

    private static String table(Stack stack, String logicalId) {
        return stack.tables().stream()
                .filter(table -> table.logicalId().equals(logicalId))
                .findFirst()
                .orElseThrow()
                .name();
    }
}
