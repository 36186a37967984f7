package io.assay.local.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.core.CanonicalJson;
import io.assay.core.Fields;
import io.assay.json.Json;
import io.assay.local.host.InvocationResult;
import io.assay.local.host.LocalStack;
import io.assay.local.template.Stack;
import io.assay.local.template.Stack.EventSource.QueueSource;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts samples through a stack whose pollers stand still, except while a sample for a queue runs. */
final class Host implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** More than any queue's {@code maxReceiveCount}. */
    private static final int MAX_RECEIVES = 10;

    private final LocalStack local;
    private final HttpClient client = HttpClient.newHttpClient();
    /** After the last sample; between samples nothing moves. */
    private StackState state;

    private record Answer(
            Optional<Outcome.Http> http, @Nullable Object parsed) {
        private static final Answer NONE = new Answer(Optional.empty(), null);
    }

    Host(LocalStack local) throws InterruptedException {
        this.local = local;
        for (Stack.Function function : local.stack().functions()) {
            local.pause(function.logicalId());
        }
        state = StackState.of(local);
    }

    Outcome run(Fields sample) throws IOException, InterruptedException {
        sample.optionalText("after").map(Duration::parse).ifPresent(local::advance);
        StackState before = state;
        Answer answer = answer(sample);
        StackState after = StackState.of(local);
        state = after;
        return new Outcome(
                answer.http(),
                answer.parsed(),
                after.eventsSince(before),
                StackState.takeMessages(local),
                after.objectsSince(before),
                !after.equals(before));
    }

    private Answer answer(Fields sample) throws IOException, InterruptedException {
        Optional<Fields> http = sample.optionalFields("http");
        Optional<Fields> queue = sample.optionalFields("queue");
        Optional<Fields> function = sample.optionalFields("function");
        assertThat(Stream.of(http, queue, function).filter(Optional::isPresent))
                .as("one of http, queue, function")
                .hasSize(1);
        if (queue.isPresent()) {
            deliver(queue.get());
            return Answer.NONE;
        }
        return http.isPresent() ? request(http.get()) : invoke(function.orElseThrow());
    }

    /** A case as the HTTP API shows it to an operator. */
    Map<String, Object> shown(String caseId) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(
                new Fields(Map.of("as", "operator", "method", "GET", "path", "/cases/" + caseId)), Optional.empty());
        return Json.object(answer.body());
    }

    private Answer request(Fields http) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(http, Content.of(http));
        return new Answer(
                Optional.of(new Outcome.Http(
                        answer.statusCode(),
                        answer.headers().firstValue("content-type").orElse(""),
                        answer.body())),
                Json.object(answer.body()));
    }

    private HttpResponse<String> send(Fields http, Optional<String> body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(local.api() + http.text("path")))
                .timeout(PATIENCE)
                .method(http.text("method"), body.map(BodyPublishers::ofString).orElseGet(BodyPublishers::noBody));
        Callers.token(local, http.text("as")).ifPresent(token -> request.header("Authorization", "Bearer " + token));
        Map<String, Object> headers = http.optionalMap("headers").orElse(Map.of());
        if (body.isPresent() && !headers.containsKey("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        headers.forEach((name, value) -> request.header(name, String.valueOf(value)));
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private Answer invoke(Fields function) throws InterruptedException {
        byte[] event = CanonicalJson.bytes(function.fields("event").map());
        InvocationResult result = local.functions().get(function.text("name")).invoke(event);
        assertThat(result).isInstanceOf(InvocationResult.Answered.class);
        String payload = new String(((InvocationResult.Answered) result).payload(), StandardCharsets.UTF_8);
        return new Answer(Optional.empty(), payload.isEmpty() ? null : Json.object(payload));
    }

    /** Sends a message and has every poller of a queue work until all rests; what keeps failing is received again. */
    private void deliver(Fields message) throws IOException, InterruptedException {
        Stack.Queue queue = local.stack().queues().stream()
                .filter(known -> known.logicalId().equals(message.text("name")))
                .findFirst()
                .orElseThrow();
        String body = Content.of(message).orElseThrow();
        local.sqs().sendMessage(r -> r.queueUrl(queue.url()).messageBody(body));
        for (Stack.Function function : local.stack().functions()) {
            if (function.sources().stream().anyMatch(QueueSource.class::isInstance)) {
                local.resume(function.logicalId());
            }
        }
        local.awaitIdle(PATIENCE);
        for (int i = 0; i < MAX_RECEIVES && local.depth(queue.logicalId()).inFlight() > 0; i++) {
            local.advance(queue.visibilityTimeout().plusSeconds(1));
            local.awaitIdle(PATIENCE);
        }
        for (Stack.Function function : local.stack().functions()) {
            local.pause(function.logicalId());
        }
    }

    @Override
    public void close() {
        client.close();
        local.close();
    }
}
