package io.assay.local.gateway;

import com.fasterxml.jackson.jr.ob.JSON;
import io.assay.local.template.Stack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What DynamoDB may answer to a read that is not consistent: a second copy of each table without a stream, in which
 * every write happens a while later, in the same order. Indexes lag with their table. The table with a stream is the event
 * log, which is read consistently alone.
 */
public final class LaggingTables implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LaggingTables.class);
    private static final String SUFFIX = "-lagging";
    /** Of DynamoDB's protocol; a signature is not checked here. */
    private static final Set<String> KEPT = Set.of("x-amz-target", "content-type", "authorization");

    private final Set<String> names;
    private final URI backend;
    private final Duration lag;
    private final HttpClient client = HttpClient.newHttpClient();
    private final BlockingQueue<Write> writes = new LinkedBlockingQueue<>();
    private final Thread follower;

    private record Write(Map<String, String> headers, String body, long dueNanos) {}

    /** @param lag how long after it happened a write is seen, in real time */
    LaggingTables(Stack stack, URI backend, Duration lag) {
        names = copied(stack).stream().map(Stack.Table::name).collect(Collectors.toUnmodifiableSet());
        this.backend = backend;
        this.lag = lag;
        follower = Thread.ofVirtual().name("lagging-tables").start(this::follow);
    }

    /** The copies as they are to be created. */
    public static List<Stack.Table> copies(Stack stack) {
        return copied(stack).stream()
                .map(table -> new Stack.Table(
                        table.logicalId(),
                        table.name() + SUFFIX,
                        table.arn(),
                        table.partitionKey(),
                        table.sortKey(),
                        table.attributes(),
                        table.indexes(),
                        Optional.empty(),
                        Optional.empty()))
                .toList();
    }

    private static List<Stack.Table> copied(Stack stack) {
        return stack.tables().stream()
                .filter(table -> table.streamView().isEmpty())
                .toList();
    }

    /** Has the copies follow a write that succeeded; to be called before its answer leaves. */
    void written(Call call, Inbound request) throws IOException {
        if (Collections.disjoint(names, call.tablesWritten())) return;
        Map<String, String> headers = new TreeMap<>();
        request.headers().forEach((name, values) -> {
            if (KEPT.contains(name.toLowerCase(Locale.ROOT))) headers.put(name, values.getFirst());
        });
        byte[] body = call.operation().equals("TransactWriteItems") ? onCopies(request.body()) : request.body();
        writes.add(new Write(headers, redirected(body), System.nanoTime() + lag.toNanos()));
    }

    /** A transaction without what it does to tables that have no copy, and without its token, which is of the whole. */
    private byte[] onCopies(byte[] transaction) throws IOException {
        Map<String, Object> request = JSON.std.mapFrom(transaction);
        request.remove("ClientRequestToken");
        if (request.get("TransactItems") instanceof List<?> parts) {
            request.put(
                    "TransactItems",
                    parts.stream().filter(part -> isOnCopies((Map<?, ?>) part)).toList());
        }
        return JSON.std.asBytes(request);
    }

    private boolean isOnCopies(Map<?, ?> part) {
        return part.values().stream()
                .allMatch(one -> one instanceof Map<?, ?> of && names.contains(String.valueOf(of.get("TableName"))));
    }

    boolean isCopied(String table) {
        return names.contains(table);
    }

    /** Has a read ask the copies. */
    String redirected(Inbound request) throws IOException {
        return redirected(request.body());
    }

    private String redirected(byte[] request) {
        String body = new String(request, StandardCharsets.UTF_8);
        for (String name : names)
            body = body.replace("\"TableName\":\"" + name + "\"", "\"TableName\":\"" + name + SUFFIX + "\"");
        return body;
    }

    private void follow() {
        try {
            while (true) {
                Write write = writes.take();
                Thread.sleep(Duration.ofNanos(Math.max(0, write.dueNanos() - System.nanoTime())));
                HttpRequest.Builder request =
                        HttpRequest.newBuilder(backend).POST(HttpRequest.BodyPublishers.ofString(write.body()));
                write.headers().forEach(request::header);
                client.send(request.build(), BodyHandlers.discarding());
            }
        } catch (InterruptedException e) {
            LOG.debug("the copies follow no more");
        } catch (IOException e) {
            LOG.error("the copies follow no more: reads that are not consistent stay as old as they are now", e);
        }
    }

    @Override
    public void close() {
        follower.interrupt();
        client.shutdownNow();
    }
}
