package io.assay.local.samples;

import io.assay.json.Json;
import io.assay.json.MalformedJson;
import io.assay.local.host.LocalStack;
import io.assay.local.template.Stack;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sqs.model.Message;

/** Everything that a stack keeps: the items of every table, the objects of every bucket. */
record StackState(Map<String, Set<Map<String, AttributeValue>>> tables, List<String> objects) {
    private static final String LOG = "CasesTable";

    static StackState of(LocalStack local) {
        Map<String, Set<Map<String, AttributeValue>>> tables = new TreeMap<>();
        for (Stack.Table table : local.stack().tables()) {
            tables.put(
                    table.logicalId(),
                    local
                            .dynamoDb()
                            .scanPaginator(r -> r.tableName(table.name()).consistentRead(true))
                            .items()
                            .stream()
                            .collect(Collectors.toSet()));
        }
        List<String> objects = new ArrayList<>();
        for (Stack.Bucket bucket : local.stack().buckets()) {
            local.s3().listObjectsV2Paginator(r -> r.bucket(bucket.name())).contents().stream()
                    .map(S3Object::key)
                    .forEach(objects::add);
        }
        return new StackState(tables, objects);
    }

    /** The events that were appended since. */
    List<Map<String, Object>> eventsSince(StackState before) {
        return tables.getOrDefault(LOG, Set.of()).stream()
                .filter(item -> !before.tables.getOrDefault(LOG, Set.of()).contains(item))
                .map(item ->
                        Json.object(Objects.requireNonNull(item.get("line")).s()))
                .toList();
    }

    List<String> objectsSince(StackState before) {
        return objects.stream()
                .filter(object -> !before.objects.contains(object))
                .toList();
    }

    /** Takes every message that can be received out of every queue: JSON where it is such, else text. */
    static Map<String, List<Object>> takeMessages(LocalStack local) {
        Map<String, List<Object>> all = new HashMap<>();
        for (Stack.Queue queue : local.stack().queues()) {
            List<Message> received;
            do {
                received = local.sqs()
                        .receiveMessage(r -> r.queueUrl(queue.url()).maxNumberOfMessages(10))
                        .messages();
                for (Message message : received) {
                    all.computeIfAbsent(queue.logicalId(), id -> new ArrayList<>())
                            .add(read(message.body()));
                    local.sqs().deleteMessage(r -> r.queueUrl(queue.url()).receiptHandle(message.receiptHandle()));
                }
            } while (!received.isEmpty());
        }
        return all;
    }

    private static Object read(String body) {
        try {
            return Json.object(body);
        } catch (MalformedJson notJson) {
            return body;
        }
    }
}
