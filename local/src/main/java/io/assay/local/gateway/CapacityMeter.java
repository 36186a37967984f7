package io.assay.local.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.DoubleAdder;

/** Has DynamoDB tell what capacity each request took, as the bill counts it, and adds it up. */
final class CapacityMeter {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Set<String> METERED = Set.of(
            "GetItem",
            "PutItem",
            "UpdateItem",
            "DeleteItem",
            "Query",
            "Scan",
            "BatchGetItem",
            "BatchWriteItem",
            "TransactGetItems",
            "TransactWriteItems");

    private CapacityMeter() {}

    static boolean applies(Call call) {
        return call.service() == Service.DYNAMODB && METERED.contains(call.operation());
    }

    /** The request's JSON object with one more field. */
    static void ask(Inbound request) throws IOException {
        String body = new String(request.body(), StandardCharsets.UTF_8);
        request.body(body.replaceFirst("\\{", "{\"ReturnConsumedCapacity\":\"TOTAL\",")
                .getBytes(StandardCharsets.UTF_8));
    }

    /** Reads the answer, which passes unchanged: a client that did not ask does not look. */
    record Taken(DoubleAdder units) implements Rewrite.Observed {
        @Override
        public Optional<byte[]> apply(byte[] body) {
            try {
                JsonNode taken = JSON.readTree(body).path("ConsumedCapacity");
                if (taken.isArray()) {
                    taken.forEach(table -> units.add(table.path("CapacityUnits").asDouble()));
                } else {
                    units.add(taken.path("CapacityUnits").asDouble());
                }
                return Optional.empty();
            } catch (IOException e) {
                throw new UncheckedIOException("DynamoDB Local's answer is no JSON", e);
            }
        }
    }
}
