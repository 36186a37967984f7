package io.assay.local.coldstart;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.assay.core.CanonicalJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Lambda's runtime API for one process: the runtime client asks for its next event, answers, reports errors, and before a
 * snapshot asks whether it was restored.
 */
final class RuntimeApi implements AutoCloseable {
    private static final String ROOT = "/2018-06-01/runtime/";
    /** Where a restored function finds its keys, for those of its environment would be as old as the snapshot. */
    static final String CREDENTIALS = "/credentials";

    private static final int VALID_SECONDS = 3_600;
    private static final int ACCEPTED = 202;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final BlockingQueue<Word> words = new LinkedBlockingQueue<>();
    private final BlockingQueue<byte[]> replies = new LinkedBlockingQueue<>();
    private final String functionArn;
    private final String accessKeyId;

    /** What the process says. */
    sealed interface Word {
        /** It waits for an event: initialised, or done with the last one. */
        record Next() implements Word {}

        /** Its hooks before the snapshot have run; it waits to be restored. */
        record Restore() implements Word {}

        /** The function's answer. */
        record Answer(String body) implements Word {}

        /** The function, its initialisation or its hooks failed. */
        record Failure(String what, String body) implements Word {}
    }

    /** @param accessKeyId the function's identity, for who asks where a restored function has to ask */
    RuntimeApi(String functionArn, String accessKeyId) throws IOException {
        this.functionArn = functionArn;
        this.accessKeyId = accessKeyId;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.createContext(CREDENTIALS, this::credentials);
        server.start();
    }

    /** As the variable {@code AWS_LAMBDA_RUNTIME_API} has it. */
    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** In the order in which they were said. */
    BlockingQueue<Word> words() {
        return words;
    }

    /** Lets the process go on that said {@link Word.Next}, with an event, or {@link Word.Restore}, with nothing. */
    void reply(byte[] body) {
        replies.add(body);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath().substring(ROOT.length());
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (path.equals("invocation/next")) {
                words.add(new Word.Next());
                answer(exchange, replies.take());
            } else if (path.equals("restore/next")) {
                words.add(new Word.Restore());
                answer(exchange, replies.take());
            } else {
                words.add(path.endsWith("/response") ? new Word.Answer(body) : new Word.Failure(path, body));
                exchange.sendResponseHeaders(ACCEPTED, -1);
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private void credentials(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] keys = CanonicalJson.bytes(Map.of(
                    "AccessKeyId",
                    accessKeyId,
                    "SecretAccessKey",
                    "local",
                    "Token",
                    "local",
                    "Expiration",
                    Instant.now().plusSeconds(VALID_SECONDS).toString()));
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, keys.length);
            exchange.getResponseBody().write(keys);
        }
    }

    private void answer(HttpExchange exchange, byte[] body) throws IOException {
        Map.of(
                        "Lambda-Runtime-Aws-Request-Id",
                        UUID.randomUUID().toString(),
                        "Lambda-Runtime-Deadline-Ms",
                        Long.toString(System.currentTimeMillis() + 60_000),
                        "Lambda-Runtime-Invoked-Function-Arn",
                        functionArn,
                        "Content-Type",
                        "application/json")
                .forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
