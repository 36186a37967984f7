package io.assay.local.host;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.assay.core.Fields;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Lambda and CodeDeploy as far as a deployment's hook speaks to them: versions of the host's functions are called, and
 * what the hook reports is kept.
 */
public final class DeploymentEndpoint implements AutoCloseable {
    private static final String FUNCTIONS = "/2015-03-31/functions/";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, String> reported = new ConcurrentHashMap<>();
    private volatile @Nullable Functions functions;

    DeploymentEndpoint() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("Lambda's endpoint did not start", e);
        }
        server.setExecutor(threads);
        server.createContext(FUNCTIONS, this::invoke);
        server.createContext("/", this::report);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The functions are made after the gateway, and the gateway after this. */
    void serve(Functions made) {
        functions = made;
    }

    /** What a hook said of a deployment: {@code Succeeded} or {@code Failed}; empty: nothing yet. */
    public Optional<String> status(String deploymentId) {
        return Optional.ofNullable(reported.get(deploymentId));
    }

    private void invoke(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath().substring(FUNCTIONS.length());
        String arn = URLDecoder.decode(path.substring(0, path.indexOf('/')), StandardCharsets.UTF_8);
        byte[] event = exchange.getRequestBody().readAllBytes();
        Functions made = functions;
        Optional<LocalFunction> function = made == null
                ? Optional.empty()
                : made.all().stream()
                        .filter(each -> arn.startsWith(each.arn() + ":"))
                        .findFirst();
        if (function.isEmpty()) {
            exchange.getResponseHeaders().set("x-amzn-errortype", "ResourceNotFoundException");
            answer(exchange, 404, Json.bytes(Map.of("Message", "Function not found: " + arn)));
            return;
        }
        try {
            switch (function.get().invoke(event)) {
                case InvocationResult.Answered answered -> answer(exchange, 200, answered.payload());
                case InvocationResult.FunctionError error -> failed(exchange, error.errorType(), error.message());
                case InvocationResult.TimedOut late ->
                    failed(
                            exchange,
                            "Sandbox.Timedout",
                            "Task timed out after " + late.timeout().toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void failed(HttpExchange exchange, String type, String message) throws IOException {
        exchange.getResponseHeaders().set("X-Amz-Function-Error", "Unhandled");
        answer(exchange, 200, Json.bytes(Map.of("errorType", type, "errorMessage", message)));
    }

    private void report(HttpExchange exchange) throws IOException {
        Fields in = new Fields(io.assay.json.Json.object(exchange.getRequestBody()));
        reported.put(in.text("deploymentId"), in.text("status"));
        answer(
                exchange,
                200,
                Json.bytes(Map.of("lifecycleEventHookExecutionId", in.text("lifecycleEventHookExecutionId"))));
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
