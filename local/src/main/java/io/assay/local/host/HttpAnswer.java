package io.assay.local.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An answer of the HTTP API: a function's, or API Gateway's own, whose bodies an HTTP API cannot change. */
@SuppressWarnings("ArrayRecordComponent")
record HttpAnswer(int status, Map<String, List<String>> headers, byte[] body) {

    private static final String JSON = "application/json";

    static HttpAnswer unauthorized() {
        return own(401, "Unauthorized", Map.of("www-authenticate", List.of("Bearer")));
    }

    static HttpAnswer forbidden() {
        return own(403, "Forbidden", Map.of("www-authenticate", List.of("Bearer error=\"insufficient_scope\"")));
    }

    static HttpAnswer notFound() {
        return own(404, "Not Found", Map.of());
    }

    static HttpAnswer tooLong() {
        return own(413, "Request Too Long", Map.of());
    }

    static HttpAnswer tooManyRequests() {
        return own(429, "Too Many Requests", Map.of());
    }

    static HttpAnswer internalServerError() {
        return own(500, "Internal Server Error", Map.of());
    }

    static HttpAnswer serviceUnavailable() {
        return own(503, "Service Unavailable", Map.of());
    }

    /** The function's answer in payload format 2.0; one without {@code statusCode} is a JSON body with 200. */
    static HttpAnswer of(InvocationResult result) {
        return switch (result) {
            case InvocationResult.FunctionError error -> internalServerError();
            case InvocationResult.TimedOut timedOut -> serviceUnavailable();
            case InvocationResult.Answered answered -> read(answered.payload());
        };
    }

    private static HttpAnswer read(byte[] payload) {
        Object parsed;
        try {
            parsed = Json.parse(payload);
        } catch (IOException e) {
            return internalServerError();
        }
        if (!(parsed instanceof Map<?, ?> answer) || !answer.containsKey("statusCode")) {
            byte[] body = parsed instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : payload;
            return new HttpAnswer(200, Map.of("content-type", List.of(JSON)), body);
        }
        if (!(answer.get("statusCode") instanceof Number status)
                || status.intValue() < 200
                || status.intValue() > 599) {
            return internalServerError();
        }
        Map<String, List<String>> headers = new LinkedHashMap<>();
        headers.put("content-type", List.of(answer.get("body") == null ? JSON : "text/plain;charset=utf-8"));
        if (answer.get("headers") instanceof Map<?, ?> given) {
            given.forEach((name, value) ->
                    headers.put(String.valueOf(name).toLowerCase(Locale.ROOT), List.of(String.valueOf(value))));
        }
        if (answer.get("cookies") instanceof List<?> cookies) {
            List<String> lines = new ArrayList<>();
            cookies.forEach(cookie -> lines.add(String.valueOf(cookie)));
            headers.put("set-cookie", lines);
        }
        String body = answer.get("body") == null ? "" : String.valueOf(answer.get("body"));
        try {
            byte[] bytes = Boolean.TRUE.equals(answer.get("isBase64Encoded"))
                    ? Base64.getDecoder().decode(body)
                    : body.getBytes(StandardCharsets.UTF_8);
            return new HttpAnswer(status.intValue(), headers, bytes);
        } catch (IllegalArgumentException e) {
            return internalServerError();
        }
    }

    private static HttpAnswer own(int status, String message, Map<String, List<String>> more) {
        Map<String, List<String>> headers = new LinkedHashMap<>(more);
        headers.put("content-type", List.of(JSON));
        return new HttpAnswer(status, headers, Json.bytes(Map.of("message", message)));
    }
}
