package io.assay.local.services.bedrock;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.assay.local.Threads;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Bedrock on the loopback address: Converse for any model id, InvokeModel of embedding models, tuning jobs and on-demand
 * deployments. Converse answers by what a request itself holds: the labels of the forced tool, their descriptions, and
 * examples in earlier turns; a deployment by what its job learned. Its figures are those of a small embedding model and
 * say nothing about a model on Bedrock.
 */
public final class BedrockEndpoint implements AutoCloseable {
    private static final Pattern MODEL = Pattern.compile("/model/([^/]+)/(converse|invoke)");
    private static final int MAX_BODY_BYTES = 20 * 1024 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Embeddings embeddings;
    private final Model model;
    private final CustomModels customModels;
    private final Clock clock;
    private final HttpServer server;
    private final ExecutorService threads = Threads.asNeeded("bedrock");
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<Fate.Kind, LongAdder> met = new EnumMap<>(Fate.Kind.class);
    private volatile Conduct conduct = new Conduct(Behaviour.good());

    /** A behaviour with its own dice, so that both change at once. */
    private record Conduct(Behaviour behaviour, Dice dice) {
        Conduct(Behaviour behaviour) {
            this(behaviour, new Dice(behaviour.seed()));
        }
    }

    private BedrockEndpoint(Embeddings embeddings, Optional<Tuning> tuning, Clock clock, int port) throws IOException {
        this.embeddings = embeddings;
        model = new Model(embeddings);
        this.clock = clock;
        customModels = new CustomModels(embeddings, tuning, clock, threads);
        for (Fate.Kind kind : Fate.Kind.values()) {
            met.put(kind, new LongAdder());
        }
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
    }

    /**
     * Starts to listen, without tuning.
     *
     * @param embeddings stays the caller's, who closes it after this endpoint
     * @param clock      what an outage's end is compared with
     * @param port       0 for a free one
     * @throws IOException if the port is taken
     */
    public static BedrockEndpoint start(Embeddings embeddings, Clock clock, int port) throws IOException {
        return start(embeddings, Optional.empty(), clock, port);
    }

    /**
     * Starts to listen.
     *
     * @param tuning how jobs learn
     * @throws IOException if the port is taken
     */
    public static BedrockEndpoint start(Embeddings embeddings, Tuning tuning, Clock clock, int port)
            throws IOException {
        return start(embeddings, Optional.of(tuning), clock, port);
    }

    private static BedrockEndpoint start(Embeddings embeddings, Optional<Tuning> tuning, Clock clock, int port)
            throws IOException {
        BedrockEndpoint endpoint = new BedrockEndpoint(embeddings, tuning, clock, port);
        endpoint.server.start();
        return endpoint;
    }

    /** How many custom models are deployed now. */
    public int deployments() {
        return customModels.deployed();
    }

    /** Where the SDK's {@code endpointOverride} points. */
    public URI uri() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /** Behaves so from the next request on; draws start anew from the behaviour's seed. */
    public void behave(Behaviour behaviour) {
        conduct = new Conduct(behaviour);
    }

    /** How it behaves now. */
    public Behaviour behaviour() {
        return conduct.behaviour();
    }

    /**
     * What became of the requests since the start; each counts once, those that Converse itself refuses nowhere.
     *
     * @param throttled answered ThrottlingException
     * @param failed    answered with a server error, an outage's included
     * @param stalled   answered late, whatever with
     * @param offSchema answered at once with what breaks the tool's schema
     * @param answered  answered at once and well
     */
    public record Fates(long throttled, long failed, long stalled, long offSchema, long answered) {}

    public Fates fates() {
        return new Fates(
                met(Fate.Kind.THROTTLED),
                met(Fate.Kind.FAILED),
                met(Fate.Kind.STALLED),
                met(Fate.Kind.OFF_SCHEMA),
                met(Fate.Kind.ANSWERED));
    }

    private long met(Fate.Kind kind) {
        return count(kind).sum();
    }

    private LongAdder count(Fate.Kind kind) {
        return Objects.requireNonNull(met.get(kind));
    }

    /** Stops listening; requests that are stalled end without an answer. */
    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            long start = System.nanoTime();
            byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
            try {
                CustomModels.Reply reply = answer(exchange, body, start);
                send(exchange, reply.status(), reply.body());
            } catch (Refusal refusal) {
                exchange.getResponseHeaders()
                        .set("x-amzn-ErrorType", refusal.kind().shape());
                ObjectNode problem = JSON.createObjectNode().put("message", refusal.getMessage());
                send(exchange, refusal.kind().status(), problem);
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private CustomModels.Reply answer(HttpExchange exchange, byte[] body, long start) throws InterruptedException {
        String path = exchange.getRequestURI().getRawPath();
        String method = exchange.getRequestMethod();
        if (body.length > MAX_BODY_BYTES) throw Refusal.validation("The request is larger than 20 MiB.");
        Matcher asked = MODEL.matcher(path);
        if (!method.equals("POST") || !asked.matches()) {
            return customModels
                    .answer(method, path, body)
                    .orElseThrow(() -> new Refusal(
                            Refusal.Kind.UNKNOWN_OPERATION,
                            method + " " + path + " is not spoken here; only POST /model/{modelId}/converse and"
                                    + " /invoke, tuning jobs and deployments of custom models are."));
        }
        if (asked.group(2).equals("invoke")) {
            return new CustomModels.Reply(200, Invocation.answer(Model.parse(body), embeddings));
        }
        ObjectNode answer = converse(URLDecoder.decode(asked.group(1), StandardCharsets.UTF_8), body);
        answer.putObject("metrics").put("latencyMs", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
        return new CustomModels.Reply(200, answer);
    }

    private ObjectNode converse(String modelId, byte[] body) throws InterruptedException {
        Conduct now = conduct;
        SplittableRandom random = now.dice().roll(body);
        Fate fate = Fate.of(now.behaviour(), clock.instant(), random);
        Refusal refusal = fate.refusal();
        if (refusal != null) {
            count(fate.kind()).increment();
            throw refusal;
        }
        if (!fate.delay().isZero()) count(fate.kind()).increment();
        if (!fate.delay().isZero() && closed.await(fate.delay().toNanos(), TimeUnit.NANOSECONDS)) {
            throw new InterruptedException("the endpoint closed while a request was stalled");
        }
        Optional<Tuning.Tuned> tuned = customModels.behind(modelId);
        ObjectNode answer = tuned.isPresent()
                ? model.answer(Model.parse(body), tuned.get())
                : model.answer(Model.parse(body), fate.bend(), random);
        if (fate.delay().isZero()) count(fate.kind()).increment();
        return answer;
    }

    private static void send(HttpExchange exchange, int status, ObjectNode answer) throws IOException {
        byte[] bytes = answer.toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("x-amzn-RequestId", UUID.randomUUID().toString());
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
