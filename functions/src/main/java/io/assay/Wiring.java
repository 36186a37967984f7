package io.assay;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.assay.action.Action;
import io.assay.action.Webhook;
import io.assay.audit.Audit;
import io.assay.audit.AuditComparison;
import io.assay.aws.AuditBucket;
import io.assay.aws.BlindSamples;
import io.assay.aws.Breaker;
import io.assay.aws.CanaryQueue;
import io.assay.aws.CaseIndex;
import io.assay.aws.CaseStore;
import io.assay.aws.Clients;
import io.assay.aws.Deployments;
import io.assay.aws.Meter;
import io.assay.aws.ModelRuntime;
import io.assay.aws.OpenCases;
import io.assay.aws.Outbox;
import io.assay.aws.Queues;
import io.assay.aws.ReviewTasks;
import io.assay.aws.Rollups;
import io.assay.aws.Secrets;
import io.assay.aws.Signal;
import io.assay.aws.SqsBatch;
import io.assay.aws.Transition;
import io.assay.aws.Versions;
import io.assay.aws.WorkflowChanges;
import io.assay.aws.WorkflowStore;
import io.assay.canary.Canary;
import io.assay.cases.CaseViews;
import io.assay.certification.Certification;
import io.assay.core.Draw;
import io.assay.core.EventVersions;
import io.assay.core.Stage;
import io.assay.escalation.Escalation;
import io.assay.evaluation.Evaluation;
import io.assay.inference.Inference;
import io.assay.intake.Ingest;
import io.assay.intake.Intake;
import io.assay.intake.TimeOrderedIds;
import io.assay.json.JsonLines;
import io.assay.metrics.Counting;
import io.assay.metrics.MetricsApi;
import io.assay.priming.Priming;
import io.assay.privacy.PassThroughSealer;
import io.assay.registry.Registry;
import io.assay.review.Review;
import io.assay.sweeper.Sweeper;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** Reads the environment, builds the clients once and hands each handler its plain class. Only handlers see it. */
public final class Wiring {

    /**
     * What surrounds one function: its variables and its clock, and which events its release knows. In Lambda the process
     * has one of each; the local host runs every function in one JVM and binds {@link #SURROUNDINGS} while it constructs a
     * handler.
     */
    public record Surroundings(Map<String, String> variables, Clock clock, EventVersions versions) {
        public Surroundings {
            variables = Map.copyOf(variables);
        }

        /** Of this release. */
        public Surroundings(Map<String, String> variables, Clock clock) {
            this(variables, clock, EventVersions.CURRENT);
        }
    }

    /** The timeout of the slowest stage and the start of its instance. */
    private static final Duration LONGEST_INVOCATION = Duration.ofSeconds(75);

    public static final ScopedValue<Surroundings> SURROUNDINGS = ScopedValue.newInstance();

    /** Held here, for who registers it may hold it weakly. */
    @SuppressWarnings("unused")
    private static @Nullable Priming priming;

    private final Map<String, String> variables;
    private final Clock clock;
    private final EventVersions versions;
    private final Clients clients;
    private @Nullable Meter meter;

    private Wiring(Surroundings surroundings) {
        variables = surroundings.variables();
        clock = surroundings.clock();
        versions = surroundings.versions();
        clients = new Clients(variable("AWS_REGION"), endpoint());
    }

    /** The wiring of the function that is being constructed. */
    public static Wiring fromEnvironment() {
        if (SURROUNDINGS.isBound()) {
            return new Wiring(SURROUNDINGS.get());
        }
        JsonLines.install();
        Surroundings surroundings = new Surroundings(System.getenv(), Clock.systemUTC());
        if ("snap-start".equals(surroundings.variables().get("AWS_LAMBDA_INITIALIZATION_TYPE"))) {
            priming = priming(surroundings.variables());
            priming.register();
        }
        return new Wiring(surroundings);
    }

    /** What walks the way of the function with these variables before its snapshot is taken. */
    public static Priming priming(Map<String, String> variables) {
        return new Priming(variables, (type, changed, clock) -> {
            var handler =
                    Class.forName(type).asSubclass(RequestStreamHandler.class).getConstructor();
            return ScopedValue.where(SURROUNDINGS, new Surroundings(changed, clock))
                    .call(handler::newInstance);
        });
    }

    public Intake intake() {
        return intake(queuesAndCanary(Stage.INFERENCE));
    }

    private Intake intake(Queues queues) {
        return new Intake(cases(), workflows(), queues, stackSecret(), new TimeOrderedIds(clock, new SecureRandom()));
    }

    public Ingest ingest() {
        return new Ingest(intake(queues(Stage.INFERENCE)), outbox("QUEUE_QUARANTINE"), outbox("QUEUE_DECISIONS"));
    }

    public SqsBatch inference() {
        return batch(
                Stage.INFERENCE,
                new Inference(
                        workflows(),
                        new ModelRuntime(
                                clients.bedrock(Duration.ofSeconds(Long.parseLong(variable("MODEL_TIMEOUT_SECONDS"))))),
                        breaker(),
                        this::signal,
                        new SecureRandom()),
                Stage.values());
    }

    public SqsBatch evaluation() {
        return batch(
                Stage.EVALUATION,
                new Evaluation(workflows(), new Draw(stackSecret()), clock),
                Stage.EVALUATION,
                Stage.ACTION,
                Stage.ESCALATION);
    }

    public SqsBatch action() {
        Webhook webhook = new Webhook(
                Set.of(given("WEBHOOK_HOSTS").split(",")),
                host -> List.of(InetAddress.getAllByName(host)),
                SocketFactory.getDefault(),
                (SSLSocketFactory) SSLSocketFactory.getDefault(),
                clock);
        return batch(
                Stage.ACTION,
                new Action(
                        workflows(),
                        outbox("QUEUE_DECISIONS"),
                        outbox("QUEUE_CANARY"),
                        webhook,
                        new Secrets(clients.secretsManager()),
                        new Draw(stackSecret()),
                        clock),
                Stage.ACTION,
                Stage.ESCALATION);
    }

    public SqsBatch escalation() {
        return batch(
                Stage.ESCALATION, new Escalation(workflows(), reviewTasks(), clock), Stage.ACTION, Stage.ESCALATION);
    }

    public Review review() {
        return new Review(cases(), workflows(), reviewTasks(), queuesAndCanary(Stage.ACTION));
    }

    public CaseViews caseViews() {
        return new CaseViews(cases(), workflows());
    }

    public Sweeper sweeper() {
        return new Sweeper(
                cases(),
                reviewTasks(),
                new OpenCases(clients.dynamoDb(), variable("TABLE_METRICS")),
                workflows(),
                breaker(),
                queues(Stage.values()),
                clock);
    }

    public Registry registry() {
        WorkflowStore workflows = workflows();
        return new Registry(new WorkflowChanges(cases(), workflows), workflows, clock);
    }

    public Certification certification() {
        WorkflowStore workflows = workflows();
        return new Certification(
                new WorkflowChanges(cases(), workflows), workflows, blindSamples(), rollups(), this::signal, clock);
    }

    /** For whoever has to know the time beside what is wired. */
    public Clock clock() {
        return clock;
    }

    public Audit audit() {
        return new Audit(auditBucket());
    }

    public AuditComparison auditComparison() {
        return new AuditComparison(auditBucket(), cases(), caseIndex(), workflowReader(), meter(), clock);
    }

    public Counting counting() {
        return new Counting(rollups(), caseIndex(), blindSamples(), meter(), versions);
    }

    public MetricsApi metrics() {
        return new MetricsApi(rollups(), caseIndex(), workflowReader(), clock);
    }

    public Canary canary() {
        Map<Canary.Part, String> versions = new EnumMap<>(Canary.Part.class);
        for (Canary.Part part : Canary.Part.values()) {
            versions.put(part, variable("VERSION_" + part.name()));
        }
        return new Canary(
                new Versions(clients.lambda(LONGEST_INVOCATION)),
                versions,
                new CanaryQueue(clients.sqs(), variable("QUEUE_CANARY")),
                new Deployments(clients.codeDeploy()),
                variable("MODEL_ID"),
                clock);
    }

    private AuditBucket auditBucket() {
        return new AuditBucket(clients.s3(), variable("BUCKET_AUDIT"));
    }

    private CaseIndex caseIndex() {
        return new CaseIndex(clients.dynamoDb(), variable("TABLE_METRICS"));
    }

    private BlindSamples blindSamples() {
        return new BlindSamples(clients.dynamoDb(), variable("TABLE_METRICS"));
    }

    private Rollups rollups() {
        return new Rollups(clients.dynamoDb(), variable("TABLE_METRICS"));
    }

    private synchronized Meter meter() {
        if (meter == null) {
            meter = new Meter(variable("POWERTOOLS_METRICS_NAMESPACE"), variable("POWERTOOLS_SERVICE_NAME"));
        }
        return meter;
    }

    /** Its meter is made at the first signal, which most instances never give. */
    private void signal(Signal signal) {
        meter().write(sheet -> sheet.count(signal.metric(), 1));
    }

    private Outbox outbox(String variable) {
        return new Outbox(clients.sqs(), variable(variable));
    }

    private CaseStore cases() {
        return new CaseStore(clients.dynamoDb(), variable("TABLE_CASES"), new PassThroughSealer(), clock, versions);
    }

    private WorkflowStore workflows() {
        return new WorkflowStore(clients.dynamoDb(), variable("TABLE_WORKFLOWS"), variable("TABLE_CASES"), clock);
    }

    private ReviewTasks reviewTasks() {
        return new ReviewTasks(clients.dynamoDb(), variable("TABLE_REVIEWS"));
    }

    private Breaker breaker() {
        return new Breaker(clients.dynamoDb(), variable("TABLE_WORKFLOWS"), clock);
    }

    private WorkflowStore workflowReader() {
        return new WorkflowStore(clients.dynamoDb(), variable("TABLE_WORKFLOWS"), clock);
    }

    /** The queues whose URLs the template gives this function. */
    private Queues queues(Stage... stages) {
        return new Queues(clients.sqs(), urls(stages));
    }

    /** Of a function that may have a case of the canary before it. */
    private Queues queuesAndCanary(Stage... stages) {
        return new Queues(clients.sqs(), urls(stages), Optional.of(variable("QUEUE_CANARY")));
    }

    private Map<Stage, String> urls(Stage... stages) {
        Map<Stage, String> urls = new EnumMap<>(Stage.class);
        for (Stage stage : stages) {
            urls.put(stage, variable("QUEUE_" + stage.queueName().toUpperCase(Locale.ROOT)));
        }
        return urls;
    }

    /** @param reached the stage itself, for what it postpones, and those a case that came to it may go on to */
    private SqsBatch batch(Stage stage, Transition.Work work, Stage... reached) {
        return new SqsBatch(
                stage,
                Integer.parseInt(variable("MAX_RECEIVES")),
                queuesAndCanary(reached),
                new Transition(stage, cases(), work),
                this::signal);
    }

    /** Keys case ids, input hashes and quality draws. */
    private byte[] stackSecret() {
        return new Secrets(clients.secretsManager())
                .get(variable("SECRET_STACK"))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Set by the local stack and for priming only, where one address stands for every service. */
    private Optional<Clients.Endpoint> endpoint() {
        return Optional.ofNullable(variables.get("AWS_ENDPOINT_URL"))
                .map(URI::create)
                .map(uri -> variables.containsKey("AWS_ACCESS_KEY_ID")
                        ? new Clients.Endpoint(uri, variable("AWS_ACCESS_KEY_ID"), variable("AWS_SECRET_ACCESS_KEY"))
                        : new Clients.Endpoint(uri, Optional.empty()));
    }

    /** @throws IllegalStateException naming the variable that is missing or empty */
    private String variable(String name) {
        String value = given(name);
        if (value.isBlank()) {
            throw missing(name);
        }
        return value;
    }

    /** A variable that may be empty. @throws IllegalStateException naming it if it is missing */
    private String given(String name) {
        String value = variables.get(name);
        if (value == null) {
            throw missing(name);
        }
        return value;
    }

    private static IllegalStateException missing(String name) {
        return new IllegalStateException("environment variable " + name + " is not set: template.yaml must give it");
    }
}
