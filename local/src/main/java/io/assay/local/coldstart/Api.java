package io.assay.local.coldstart;

import io.assay.access.Scope;
import io.assay.core.CanonicalJson;
import io.assay.core.Fields;
import io.assay.json.Json;
import io.assay.local.host.Invocation;
import io.assay.local.host.InvocationListener;
import io.assay.local.host.LocalStack;
import io.assay.local.template.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The HTTP API, for requests that shall be answered and for the events that come of requests. */
final class Api {
    private static final Set<String> GROUPS =
            Set.of("support-intake", "support-agents", "support-leads", "support-admins");

    private final LocalStack stack;
    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicReference<@Nullable String> held = new AtomicReference<>();
    private final AtomicReference<byte[]> caught = new AtomicReference<>(new byte[0]);

    Api(LocalStack stack) {
        this.stack = stack;
        stack.functions().listen(new InvocationListener() {
            @Override
            public void before(Invocation invocation) {
                if (invocation.function().equals(held.get())) {
                    caught.set(invocation.event());
                    throw new IllegalStateException("held back: only the event was wanted");
                }
            }
        });
    }

    /** @throws IllegalStateException if the answer is no success */
    Fields ask(String method, String path, Map<String, Object> body) {
        HttpResponse<String> response = send("sam", method, path, body);
        if (response.statusCode() >= 300) {
            throw new IllegalStateException(method + " " + path + " was answered " + response.body());
        }
        return new Fields(Json.object(response.body()));
    }

    /** @return the new case's id */
    String submit(String workflowPath, Map<String, Object> body) {
        return ask("POST", workflowPath + "/cases", body).text("caseId");
    }

    /** The event that the function would get of a request; it does not get it. */
    byte[] event(String function, String method, String path, Map<String, Object> body) {
        held.set(function);
        try {
            send("rita", method, path, body);
            return caught.getAndSet(new byte[0]);
        } finally {
            held.set(null);
        }
    }

    /** A case's items in the event log. */
    List<Map<String, AttributeValue>> history(String caseId) {
        String table = stack.stack().tables().stream()
                .filter(known -> known.logicalId().equals("CasesTable"))
                .map(Stack.Table::name)
                .findFirst()
                .orElseThrow();
        return stack.dynamoDb()
                .query(r -> r.tableName(table)
                        .consistentRead(true)
                        .keyConditionExpression("caseId = :id")
                        .expressionAttributeValues(Map.of(":id", AttributeValue.fromS(caseId))))
                .items();
    }

    private HttpResponse<String> send(String subject, String method, String path, Map<String, Object> body) {
        String token = stack.token(
                subject, "assay", Arrays.stream(Scope.values()).map(Scope::word).collect(Collectors.toSet()), GROUPS);
        HttpRequest request = HttpRequest.newBuilder(URI.create(stack.api() + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(CanonicalJson.text(body)))
                .build();
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking for " + path, e);
        }
    }
}
