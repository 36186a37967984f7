package io.assay.http;

import io.assay.access.Caller;
import io.assay.core.Fields;
import io.assay.json.Json;
import io.assay.json.MalformedJson;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request as an HTTP API hands it over (payload format 2.0).
 *
 * @param routeKey for example {@code POST /reviews/{taskId}/claim}
 * @param body     decoded; empty when there is none
 * @param caller   empty on a public route
 * @param ours     sent by the stack itself, not through the HTTP API
 */
@SuppressWarnings("ArrayRecordComponent") // requests are never compared
public record HttpRequest(
        String routeKey,
        Map<String, String> path,
        Map<String, String> query,
        Map<String, String> headers,
        byte[] body,
        Optional<Caller> caller,
        boolean ours,
        String requestId) {
    /**
     * Stands beside {@code jwt} in what the stack sends itself by calling the function. API Gateway writes all of
     * {@code authorizer} and never this, and only the canary's role may call a function's version.
     */
    public static final String OURS = "stack";

    static HttpRequest of(Map<String, Object> event) {
        Fields in = new Fields(event);
        Fields context = in.fields("requestContext");
        byte[] body = in.optionalText("body")
                .map(text -> in.optionalTruth("isBase64Encoded").orElse(false)
                        ? Base64.getDecoder().decode(text)
                        : text.getBytes(StandardCharsets.UTF_8))
                .orElse(new byte[0]);
        return new HttpRequest(
                in.text("routeKey"),
                texts(in, "pathParameters"),
                texts(in, "queryStringParameters"),
                texts(in, "headers"),
                body,
                context.optionalFields("authorizer")
                        .flatMap(authorizer -> authorizer.optionalFields("jwt"))
                        .flatMap(jwt -> jwt.optionalMap("claims"))
                        .flatMap(Caller::of),
                context.optionalFields("authorizer")
                        .flatMap(authorizer -> authorizer.optionalTruth(OURS))
                        .orElse(false),
                context.optionalText("requestId").orElse("unknown"));
    }

    /** @throws Problem 401, never for a route with an authorizer */
    public Caller requireCaller() {
        return caller.orElseThrow(() -> Problem.of(401, "no-caller", "The request names no caller"));
    }

    public String pathParameter(String name) {
        String value = path.get(name);
        if (value == null) {
            throw new IllegalStateException("route " + routeKey + " has no parameter " + name);
        }
        return value;
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /**
     * The body as a JSON object of any fields, for whoever checks them all.
     *
     * @param maxBytes largest body taken
     * @throws Problem 413 if it is larger, 415 if the content type is not JSON, 400 if it is not a JSON object
     */
    public Map<String, Object> object(int maxBytes) {
        if (body.length > maxBytes) {
            throw Problem.at(
                    413, "too-large", "", "The body has " + body.length + " bytes; at most " + maxBytes + " are taken");
        }
        String type = header("content-type").orElse("application/json");
        String media = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!media.equals("application/json") && !media.endsWith("+json")) {
            throw Problem.at(415, "not-json", "", "Send the body as application/json");
        }
        try {
            return Json.object(body);
        } catch (MalformedJson e) {
            throw Problem.at(400, "malformed-json", "", "The body is " + e.getMessage());
        }
    }

    /**
     * The body as a JSON object.
     *
     * @param maxBytes largest body taken
     * @param fields   names the body may have; another is refused by name
     * @throws Problem as {@link #object}, and 422 if it has another field
     */
    public Fields json(int maxBytes, String... fields) {
        Map<String, Object> object = object(maxBytes);
        object.keySet().stream()
                .filter(name -> !Arrays.asList(fields).contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw Problem.at(
                            422,
                            "unknown-field",
                            "/" + Problem.escape(name),
                            "The field is not known here; known are " + String.join(", ", fields));
                });
        return new Fields(object);
    }

    private static Map<String, String> texts(Fields in, String name) {
        Map<String, String> texts = new HashMap<>();
        in.optionalMap(name).orElse(Map.of()).forEach((key, value) -> texts.put(key, String.valueOf(value)));
        return texts;
    }
}
