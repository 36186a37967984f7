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
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;

/**
 * The Bedrock runtime's Converse operation on the loopback address, for any model id. It answers by what a request
 * itself holds: the labels of the forced tool, their descriptions, and examples in earlier turns. Its figures are those
 * of a small embedding model and say nothing about a model on Bedrock.
 */
public final class BedrockEndpoint implements AutoCloseable {
    private static final Pattern CONVERSE = Pattern.compile("/model/[^/]+/converse");
    private static final int MAX_BODY_BYTES = 20 * 1024 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Model model;
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

    private BedrockEndpoint(Embeddings embeddings, Clock clock, int port) throws IOException {
        model = new Model(embeddings);
        this.clock = clock;
        for (Fate.Kind kind : Fate.Kind.values()) {
            met.put(kind, new LongAdder());
        }
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
    }

    /**
     * Starts to listen.
     *
     * @param embeddings stays the caller's, who closes it after this endpoint
     * @param clock      what an outage's end is compared with
     * @param port       0 for a free one
     * @throws IOException if the port is taken
     */
    public static BedrockEndpoint start(Embeddings embeddings, Clock clock, int port) throws IOException {
        BedrockEndpoint endpoint = new BedrockEndpoint(embeddings, clock, port);
        endpoint.server.start();
        return endpoint;
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
                ObjectNode answer = converse(exchange, body);
                answer.putObject("metrics").put("latencyMs", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
                send(exchange, 200, answer);
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

    private ObjectNode converse(HttpExchange exchange, byte[] body) throws InterruptedException {
        String path = exchange.getRequestURI().getRawPath();
        if (!exchange.getRequestMethod().equals("POST")
                || !CONVERSE.matcher(path).matches()) {
            throw new Refusal(
                    Refusal.Kind.UNKNOWN_OPERATION,
                    exchange.getRequestMethod() + " " + path
                            + " is not spoken here; only POST /model/{modelId}/converse is.");
        }
        if (body.length > MAX_BODY_BYTES) throw Refusal.validation("The request is larger than 20 MiB.");
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
        ObjectNode answer = model.answer(Model.parse(body), fate.bend(), random);
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
