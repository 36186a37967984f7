package io.assay.local.host;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.assay.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Puts each message of a queue into a table; one that reads {@code poison} fails. */
public final class StoreHandler implements RequestStreamHandler {

    private final DynamoDbClient tables;

    public StoreHandler() {
        Map<String, String> variables = Wiring.SURROUNDINGS.get().variables();
        tables = new SdkClients(
                        URI.create(RelayHandler.variable(variables, "AWS_ENDPOINT_URL")),
                        RelayHandler.variable(variables, "AWS_REGION"))
                .dynamoDb(RelayHandler.variable(variables, "AWS_ACCESS_KEY_ID"));
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        List<Map<String, Object>> failures = new ArrayList<>();
        Map<?, ?> batch = ScriptedHandler.map(Json.parse(event.readAllBytes()));
        for (Object each : (List<?>) Objects.requireNonNull(batch.get("Records"))) {
            Map<?, ?> message = ScriptedHandler.map(each);
            String body = String.valueOf(message.get("body"));
            if (body.equals("poison")) {
                failures.add(Map.of("itemIdentifier", String.valueOf(message.get("messageId"))));
            } else {
                tables.putItem(r -> r.tableName("items").item(Map.of("id", AttributeValue.fromS(body))));
            }
        }
        answer.write(Json.bytes(Map.of("batchItemFailures", failures)));
    }
}
