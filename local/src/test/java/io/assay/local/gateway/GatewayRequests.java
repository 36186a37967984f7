package io.assay.local.gateway;

import io.assay.local.template.Stack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A gateway in front of a backend that answers anything, and requests as SDK clients send them. */
abstract class GatewayRequests {
    final HttpClient client = HttpClient.newHttpClient();
    Backend backend;
    Gateway gateway;

    @BeforeEach
    void start() throws IOException {
        backend = new Backend();
        restart(TestStack.allowing("dynamodb:PutItem " + TestStack.TABLE));
    }

    @AfterEach
    void stop() {
        gateway.close();
        backend.close();
        client.close();
    }

    final void restart(Stack stack) throws IOException {
        if (gateway != null) gateway.close();
        Map<Service, URI> backends = new EnumMap<>(Service.class);
        Arrays.stream(Service.values()).forEach(service -> backends.put(service, backend.uri()));
        gateway = Gateway.start(stack, backends, InstantSource.fixed(Instant.parse("2026-11-24T12:00:00Z")), 7);
    }

    final String key() {
        return gateway.identities().accessKeyOf(TestStack.ROLE);
    }

    final HttpResponse<String> dynamo(String operation, String body) throws IOException, InterruptedException {
        return json("dynamodb", "DynamoDB_20120810." + operation, body, key());
    }

    final HttpResponse<String> streams(String operation, String body) throws IOException, InterruptedException {
        return json("dynamodb", "DynamoDBStreams_20120810." + operation, body, key());
    }

    final HttpResponse<String> json(String service, String target, String body, String key)
            throws IOException, InterruptedException {
        return send(service, "POST", "/", body, key, "X-Amz-Target", target);
    }

    final HttpResponse<String> send(
            String service, String method, String target, String body, String key, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(gateway.uri() + target))
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=" + key + "/20261124/eu-central-1/" + service
                                + "/aws4_request, SignedHeaders=host, Signature=0")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (headers.length > 0) request.headers(headers);
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
