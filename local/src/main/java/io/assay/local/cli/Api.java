package io.assay.local.cli;

import io.assay.core.CanonicalJson;
import io.assay.core.Fields;
import io.assay.json.Json;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** The HTTP API as one caller sees it. */
final class Api {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int TRIES = 50;
    /** Throttled, or for a moment not available: to be sent again. */
    private static final Set<Integer> LATER = Set.of(429, 503);

    private final HttpClient client;
    private final URI base;
    private final String token;

    /** An answer with its body. */
    record Answer(int status, Fields body) {
        /**
         * @param expected status
         * @throws IllegalStateException with the answer's problem, if it is another one
         */
        Fields expect(int expected, String asked) {
            if (status != expected) {
                throw new IllegalStateException(
                        asked + " was answered " + status + ": " + CanonicalJson.text(body.map()));
            }
            return body;
        }
    }

    Api(HttpClient client, URI base, String token) {
        this.client = client;
        this.base = base;
        this.token = token;
    }

    Answer get(String path) {
        return send(request(path).GET(), path);
    }

    Answer post(String path, Map<String, Object> body) {
        return send(request(path).POST(json(body)), path);
    }

    /** @param key idempotency key: sent again, it is the same case */
    Answer post(String path, Map<String, Object> body, String key) {
        return send(request(path).header("Idempotency-Key", key).POST(json(body)), path);
    }

    Answer put(String path, Map<String, Object> body) {
        return send(request(path).PUT(json(body)), path);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path))
                .timeout(ANSWER_WITHIN)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json");
    }

    private static HttpRequest.BodyPublisher json(Map<String, Object> body) {
        return BodyPublishers.ofString(CanonicalJson.text(body));
    }

    private Answer send(HttpRequest.Builder request, String path) {
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            for (int tries = 1; LATER.contains(response.statusCode()) && tries < TRIES; tries++) {
                Thread.sleep(PAUSE);
                response = client.send(request.build(), BodyHandlers.ofString());
            }
            return new Answer(response.statusCode(), new Fields(Json.object(response.body())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new InterruptedIOException("interrupted while " + path + " was asked for"));
        } catch (IOException e) {
            throw new UncheckedIOException("no answer from " + base + path, e);
        }
    }
}
