package io.assay.local.host;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.assay.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers with the event that it got; what the event says can make it throw or sleep. */
public final class EchoHandler implements RequestStreamHandler {

    private final Map<String, String> variables = Wiring.SURROUNDINGS.get().variables();
    private int calls;

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        Object received = Json.parse(event.readAllBytes());
        calls++;
        switch (body(received)) {
            case "throw" -> throw new IllegalArgumentException("asked to throw");
            case "sleep" -> sleep();
            case "plain" -> answer.write(Json.bytes(Map.of("plain", true)));
            case "cookie" ->
                answer.write(Json.bytes(Map.of(
                        "statusCode", 201, "headers", Map.of("X-Seen", "yes"), "cookies", List.of("a=1", "b=2"))));
            case "odd" -> answer.write(Json.bytes(Map.of("statusCode", "twice")));
            default -> {
                Map<String, Object> body = new LinkedHashMap<>();
                body.put("event", received);
                body.put("calls", calls);
                body.put("variables", variables);
                body.put("remaining", context.getRemainingTimeInMillis());
                body.put("requestId", context.getAwsRequestId());
                body.put("arn", context.getInvokedFunctionArn());
                answer.write(Json.bytes(Map.of(
                        "statusCode", 200,
                        "headers", Map.of("content-type", "application/json"),
                        "body", Json.text(body))));
            }
        }
    }

    private static String body(@Nullable Object event) {
        return event instanceof Map<?, ?> map && map.get("body") instanceof String body ? body : "";
    }

    private static void sleep() {
        try {
            Thread.sleep(60_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
