package io.assay.local.services;

import com.fasterxml.jackson.jr.ob.JSON;
import com.sun.net.httpserver.HttpExchange;
import io.assay.local.template.Stack;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Secrets Manager with the one call that functions make, {@code GetSecretValue}. A generated value is kept in a file of
 * the data directory, where there is one, and so survives a restart.
 */
public final class SecretStore implements AutoCloseable {
    private static final String TARGET = "secretsmanager.";
    private static final String CURRENT = "AWSCURRENT";
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private final List<Held> secrets;
    private final HttpEndpoint endpoint;

    private SecretStore(List<Held> secrets, int port) {
        this.secrets = secrets;
        this.endpoint = HttpEndpoint.start("Secrets Manager", port, this::handle);
    }

    /**
     * Starts it on 127.0.0.1.
     *
     * @param data directory for generated values, made if missing; empty: fresh ones at each start
     * @param port 0 for any free one
     * @throws ServiceFailure if the port is taken or a value cannot be kept
     */
    public static SecretStore start(List<Stack.Secret> secrets, Clock clock, Optional<Path> data, int port) {
        var created = clock.instant();
        return new SecretStore(
                secrets.stream()
                        .map(secret -> new Held(secret.arn(), secret.name(), value(secret, data), created))
                        .toList(),
                port);
    }

    /** Where Secrets Manager answers. */
    public URI endpoint() {
        return endpoint.uri();
    }

    @Override
    public void close() {
        endpoint.close();
    }

    private record Held(String arn, String name, String value, Instant created) {}

    private static String value(Stack.Secret secret, Optional<Path> data) {
        if (secret.value().isPresent()) return secret.value().get();
        int length = secret.generatedLength().orElse(32);
        if (data.isEmpty()) return generate(length);
        try {
            var directory = Files.createDirectories(data.get());
            var file = directory.resolve(URLEncoder.encode(secret.name(), StandardCharsets.UTF_8));
            if (!Files.exists(file)) Files.writeString(file, generate(length));
            return Files.readString(file);
        } catch (IOException e) {
            throw new ServiceFailure("the value of secret " + secret.name() + " cannot be kept", e);
        }
    }

    private static String generate(int length) {
        return new SecureRandom()
                .ints(length, 0, LETTERS.length())
                .collect(StringBuilder::new, (text, i) -> text.append(LETTERS.charAt(i)), StringBuilder::append)
                .toString();
    }

    private void handle(HttpExchange exchange) throws IOException {
        var target = Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Amz-Target"))
                .orElse("");
        Map<String, Object> request = JSON.std.mapFrom(exchange.getRequestBody().readAllBytes());
        if (!target.equals(TARGET + "GetSecretValue")) {
            refuse(exchange, "UnknownOperationException", "the local Secrets Manager has no " + target);
            return;
        }
        var id = String.valueOf(request.get("SecretId"));
        var stage = String.valueOf(request.getOrDefault("VersionStage", CURRENT));
        var held = secrets.stream()
                .filter(secret -> secret.name().equals(id) || secret.arn().equals(id))
                .findFirst();
        if (held.isEmpty()) {
            refuse(exchange, "ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
        } else if (!stage.equals(CURRENT)) {
            refuse(
                    exchange,
                    "ResourceNotFoundException",
                    "Secrets Manager can't find the specified secret value for staging label: " + stage);
        } else {
            answer(exchange, 200, Map.of(), body(held.get()));
        }
    }

    private static Map<String, Object> body(Held secret) {
        var body = new LinkedHashMap<String, Object>();
        body.put("ARN", secret.arn());
        body.put("Name", secret.name());
        body.put(
                "VersionId",
                UUID.nameUUIDFromBytes(secret.value().getBytes(StandardCharsets.UTF_8))
                        .toString());
        body.put("SecretString", secret.value());
        body.put("VersionStages", List.of(CURRENT));
        body.put("CreatedDate", secret.created().toEpochMilli() / 1000.0);
        return body;
    }

    private static void refuse(HttpExchange exchange, String type, String message) throws IOException {
        answer(exchange, 400, Map.of("x-amzn-ErrorType", type), Map.of("__type", type, "Message", message));
    }

    private static void answer(HttpExchange exchange, int status, Map<String, String> extra, Map<String, ?> body)
            throws IOException {
        var headers = new LinkedHashMap<>(extra);
        headers.put("Content-Type", "application/x-amz-json-1.1");
        headers.put("x-amzn-RequestId", UUID.randomUUID().toString());
        HttpEndpoint.answer(exchange, status, headers, JSON.std.asBytes(body));
    }
}
