package io.assay.local.host;

import io.assay.local.VirtualClock;
import io.assay.local.gateway.Gateway;
import io.assay.local.gateway.Identities;
import io.assay.local.gateway.Service;
import io.assay.local.services.AccessToken;
import io.assay.local.services.bedrock.BedrockEndpoint;
import io.assay.local.services.bedrock.Behaviour;
import io.assay.local.template.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The whole of a template on this JVM: services, gateway, functions, HTTP API, event sources. */
public final class LocalStack implements AutoCloseable {

    /** What the template must be told: tokens are the local issuer's, wherever it comes to listen. */
    public static final Map<String, String> PARAMETERS = Map.of("TokenIssuer", "https://localhost/assay");

    /**
     * How to run a stack.
     *
     * @param data       directory that keeps tables, buckets, secrets and positions in streams; empty: all in memory
     * @param apiPort    0 for any free one
     * @param issuerPort 0 for any free one
     * @param bedrock    how the model endpoint behaves
     * @param seed       of the faults and, where nothing is kept, of generated secrets, so that cases with the same
     *                   idempotency keys get the same ids; empty: secrets are fresh
     * @param windows    whether streams wait for a batch as long as the template lets them; else they never wait
     * @param lag        how old answers to reads that are not consistent may be, in real time, where a fault wants it;
     *                   only in memory
     */
    public record Options(
            Optional<Path> data,
            VirtualClock clock,
            int apiPort,
            int issuerPort,
            Behaviour bedrock,
            Optional<Long> seed,
            boolean windows,
            Duration lag) {

        /** Everything in memory, on free ports, well-behaved, on a clock of its own. */
        public static Options inMemory() {
            return new Options(
                    Optional.empty(),
                    new VirtualClock(),
                    0,
                    0,
                    Behaviour.good(),
                    Optional.empty(),
                    false,
                    Duration.ZERO);
        }

        public Options withData(Path directory) {
            return new Options(Optional.of(directory), clock, apiPort, issuerPort, bedrock, seed, windows, lag);
        }

        public Options withPorts(int api, int issuer) {
            return new Options(data, clock, api, issuer, bedrock, seed, windows, lag);
        }

        public Options withBedrock(Behaviour behaviour) {
            return new Options(data, clock, apiPort, issuerPort, behaviour, seed, windows, lag);
        }

        public Options withClock(VirtualClock other) {
            return new Options(data, other, apiPort, issuerPort, bedrock, seed, windows, lag);
        }

        /** Streams gather batches in real time, as on AWS: what a bench of requests and cost needs. */
        public Options withBatchingWindows() {
            return new Options(data, clock, apiPort, issuerPort, bedrock, seed, true, lag);
        }

        public Options withLag(Duration behind) {
            return new Options(data, clock, apiPort, issuerPort, bedrock, seed, windows, behind);
        }

        public Options withSeed(long other) {
            return new Options(data, clock, apiPort, issuerPort, bedrock, Optional.of(other), windows, lag);
        }
    }

    private final Stack stack;
    private final Options options;
    private final LocalServices services;
    private final List<AutoCloseable> closing = new ArrayList<>();
    private final DeploymentEndpoint deployments;
    private final Gateway gateway;
    private final Functions functions;
    private final @Nullable HttpApiHost api;
    private final List<Trigger> triggers;
    private final SqsClient sqs;
    private final DynamoDbClient dynamoDb;
    private final S3Client s3;

    private LocalStack(Stack stack, Options options) {
        this.stack = stack;
        this.options = options;
        services = new LocalServices(stack, options);
        closing.add(services);
        try {
            deployments = opened(new DeploymentEndpoint());
            gateway = opened(newGateway());
            functions = new Functions(stack, gateway.uri(), gateway.identities()::issue, options.clock());
            gateway.onCrash(functions::crash);
            closing.add(functions::close);
            deployments.serve(functions);
            new LogPermissions(stack, gateway.permissions()).check();
            SdkClients administrator = new SdkClients(gateway.uri(), stack.region());
            sqs = opened(administrator.sqs(Identities.ADMINISTRATOR_KEY));
            dynamoDb = opened(administrator.dynamoDb(Identities.ADMINISTRATOR_KEY));
            s3 = opened(administrator.s3(Identities.ADMINISTRATOR_KEY));
            triggers = new Triggers(stack, functions, gateway, options).start();
            triggers.forEach(closing::add);
            closing.add(options.clock().onAdvance(() -> triggers.forEach(Trigger::wake)));
            api = stack.httpApis().isEmpty() ? null : opened(newApi());
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Starts everything and returns when requests can come.
     *
     * @throws IllegalArgumentException if the template is at odds with itself or with the functions' classes
     * @throws IllegalStateException    if a part cannot start, or a role lacks what Lambda needs to call its function
     */
    public static LocalStack start(Stack stack, Options options) {
        return new LocalStack(stack, options);
    }

    /** Where the HTTP API answers. @throws IllegalStateException if the template has none */
    public URI api() {
        return httpApi().uri();
    }

    /** The HTTP API itself, for what a test wants of it. @throws IllegalStateException if the template has none */
    public HttpApiHost httpApi() {
        if (api == null) {
            throw new IllegalStateException("the template has no HTTP API");
        }
        return api;
    }

    /**
     * A signed access token, an hour long on the stack's clock.
     *
     * @param client its {@code client_id}: one of the audiences that the template's authorizer takes
     */
    public String token(String subject, String client, Set<String> scopes, Set<String> groups) {
        return accessToken(subject)
                .client(client)
                .scopes(scopes.stream().sorted().toList())
                .groups(groups.stream().sorted().toList())
                .signed();
    }

    /** A token to fill in, also with what makes it invalid. */
    public AccessToken accessToken(String subject) {
        return services.issuer().accessToken(subject);
    }

    public Stack stack() {
        return stack;
    }

    public VirtualClock clock() {
        return options.clock();
    }

    /** Identities, counts, faults. */
    public Gateway gateway() {
        return gateway;
    }

    public Functions functions() {
        return functions;
    }

    /** What hooks report. */
    public DeploymentEndpoint deployments() {
        return deployments;
    }

    public BedrockEndpoint bedrock() {
        return services.bedrock();
    }

    /** Moves the stack's clock; what was due meanwhile starts, {@link #awaitIdle} waits for it. */
    public void advance(Duration by) {
        options.clock().advance(by);
    }

    /**
     * Waits until no invocation runs, no queue with an event source has a message to receive and every stream is read
     * to its end. Messages that wait for time to pass (delayed, or failed and not visible yet) do not count, nor does
     * what is paused.
     *
     * @throws IllegalStateException if it takes longer than {@code atMost} of real time, with the reason
     */
    public void awaitIdle(Duration atMost) throws InterruptedException {
        awaitIdle(atMost, () -> false);
    }

    /** Whether records of a stream are late, as a fault wants: time must pass before they are handed over. */
    public boolean hasLateRecords() {
        return triggers.stream().anyMatch(Trigger::isLate);
    }

    /** The same, or until {@code enough} says so. */
    public void awaitIdle(Duration atMost, BooleanSupplier enough) throws InterruptedException {
        new Idleness(triggers, functions).await(atMost, enough);
    }

    /**
     * Checks once more what Lambda checks when a function and its event sources are made: that each role may write its
     * log and poll what calls its function.
     *
     * @throws IllegalStateException naming the role and what it may not do
     */
    public void checkRoles() {
        new LogPermissions(stack, gateway.permissions()).check();
        triggers.forEach(Trigger::check);
    }

    /** Stops the pollers and schedules of a function: when it returns they take nothing new; work in hand goes on. */
    public void pause(String functionLogicalId) throws InterruptedException {
        for (Trigger trigger : of(functionLogicalId)) {
            trigger.pause();
        }
    }

    public void resume(String functionLogicalId) {
        of(functionLogicalId).forEach(Trigger::resume);
    }

    /**
     * Moves every dead letter back to the queue it comes from.
     *
     * @return how many
     */
    public int redrive(String deadLetterQueueLogicalId) {
        return new DeadLetters(stack, sqs).redrive(deadLetterQueueLogicalId);
    }

    public QueueDepth depth(String queueLogicalId) {
        var attributes = sqs.getQueueAttributes(
                        r -> r.queueUrl(queue(queueLogicalId).url()).attributeNames(QueueAttributeName.ALL))
                .attributes();
        return new QueueDepth(
                Integer.parseInt(attributes.getOrDefault(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, "0")),
                Integer.parseInt(
                        attributes.getOrDefault(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE, "0")),
                Integer.parseInt(
                        attributes.getOrDefault(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED, "0")));
    }

    /** As administrator: everything is allowed. */
    public SqsClient sqs() {
        return sqs;
    }

    /** As administrator: everything is allowed. */
    public DynamoDbClient dynamoDb() {
        return dynamoDb;
    }

    /** As administrator: everything is allowed. */
    public S3Client s3() {
        return s3;
    }

    /** Stops everything, the callers first; what runs is cancelled. */
    @Override
    public void close() {
        RuntimeException failure = null;
        for (AutoCloseable part : closing.reversed()) {
            try {
                part.close();
            } catch (Exception e) {
                RuntimeException now = new IllegalStateException("the local stack did not stop cleanly", e);
                if (failure == null) {
                    failure = now;
                } else {
                    failure.addSuppressed(now);
                }
            }
        }
        closing.clear();
        if (failure != null) {
            throw failure;
        }
    }

    private Gateway newGateway() {
        try {
            Map<Service, URI> backends = new EnumMap<>(services.backends());
            backends.put(Service.LAMBDA, deployments.uri());
            backends.put(Service.CODEDEPLOY, deployments.uri());
            return Gateway.start(
                    stack, backends, options.clock(), options.seed().orElse(1L), options.lag());
        } catch (IOException e) {
            throw new UncheckedIOException("the gateway did not start", e);
        }
    }

    private HttpApiHost newApi() {
        if (stack.httpApis().size() > 1) {
            throw new IllegalArgumentException("template: the local stack runs one HTTP API, the template has "
                    + stack.httpApis().stream().map(Stack.HttpApi::logicalId).toList());
        }
        return new HttpApiHost(
                stack,
                stack.httpApis().getFirst(),
                functions,
                gateway.faults(),
                issuer -> services.issuer().issuer(),
                options.clock(),
                options.apiPort());
    }

    private <T extends AutoCloseable> T opened(T part) {
        closing.add(part);
        return part;
    }

    private List<Trigger> of(String functionLogicalId) {
        String id = functions.get(functionLogicalId).logicalId();
        return triggers.stream()
                .filter(trigger -> trigger.function().equals(id))
                .toList();
    }

    private Stack.Queue queue(String logicalId) {
        return stack.queues().stream()
                .filter(queue -> queue.logicalId().equals(logicalId))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no queue " + logicalId + " in the template"));
    }
}
