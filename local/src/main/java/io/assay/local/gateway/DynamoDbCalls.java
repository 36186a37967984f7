package io.assay.local.gateway;

import io.assay.local.gateway.iam.Access;
import io.assay.local.template.Stack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * DynamoDB and DynamoDB Streams. Permissions after the service authorization reference: a transaction needs those of
 * its parts, a batch its own on each table, a query that of the index it reads.
 */
final class DynamoDbCalls implements CallReader {
    private static final String TABLES = "DynamoDB_20120810.";
    private static final String STREAMS = "DynamoDBStreams_20120810.";
    /** A stream's label is the time it was made; policies hold the one that the template reader writes in its place. */
    private static final String LABEL = "2026-01-01T00:00:00.000";

    private static final Set<String> FIELDS = Set.of("TableName", "IndexName");
    private static final Map<String, String> TRANSACTION_PARTS = Map.of(
            "Put", "PutItem",
            "Update", "UpdateItem",
            "Delete", "DeleteItem",
            "ConditionCheck", "ConditionCheckItem",
            "Get", "GetItem");

    private final String prefix;
    private final RequestKeys keys;

    DynamoDbCalls(Stack stack, RequestKeys keys) {
        this.prefix = "arn:aws:dynamodb:" + stack.region() + ":" + stack.account() + ":";
        this.keys = keys;
    }

    @Override
    public Call read(Inbound request) throws IOException, Refusal {
        String target = request.header("X-Amz-Target").orElse("");
        if (target.startsWith(STREAMS)) return stream(target.substring(STREAMS.length()), request);
        if (!target.startsWith(TABLES)) return Call.unknown(Service.DYNAMODB, "a request without X-Amz-Target");
        String operation = target.substring(TABLES.length());
        return switch (operation) {
            case "GetItem", "Query", "Scan" -> one(operation, request);
            case "PutItem", "UpdateItem", "DeleteItem" -> {
                JsonFields fields = fields(request, FIELDS);
                yield Call.of(Service.DYNAMODB, operation, List.of(access(operation, fields.values(), fields)))
                        .writing(Set.of(name(fields.text("TableName"))));
            }
            case "BatchGetItem", "BatchWriteItem" -> batch(operation, request);
            case "TransactGetItems", "TransactWriteItems" -> transaction(operation, request);
            case "DescribeTable", "CreateTable", "UpdateTable", "DeleteTable" ->
                one(operation, request).answering(new Rewrite.DynamoDbArns(prefix));
            case "DescribeTimeToLive", "UpdateTimeToLive", "DescribeContinuousBackups" -> one(operation, request);
            case "ListTables", "DescribeLimits" ->
                Call.of(Service.DYNAMODB, operation, List.of(new Access("dynamodb:" + operation, "*")));
            default -> Call.unknown(Service.DYNAMODB, operation);
        };
    }

    private Call one(String operation, Inbound request) throws IOException, Refusal {
        JsonFields fields = fields(request, FIELDS);
        return Call.of(Service.DYNAMODB, operation, List.of(access(operation, fields.values(), fields)));
    }

    private Call batch(String operation, Inbound request) throws IOException, Refusal {
        JsonFields fields = fields(request, Set.of("RequestItems"));
        List<Access> needs = new ArrayList<>();
        Set<String> tables = new HashSet<>();
        for (Map.Entry<?, ?> table : fields.map("RequestItems").entrySet()) {
            String name = String.valueOf(table.getKey());
            tables.add(name(name));
            needs.add(new Access("dynamodb:" + operation, arn(name), keys.ofBatch(name(name), table.getValue())));
        }
        Call call = Call.of(Service.DYNAMODB, operation, needs);
        return operation.equals("BatchWriteItem") ? call.writing(Set.copyOf(tables)) : call;
    }

    private Call transaction(String operation, Inbound request) throws IOException, Refusal {
        JsonFields fields = fields(request, Set.of("TransactItems"));
        List<Access> needs = new ArrayList<>();
        Set<String> tables = new HashSet<>();
        for (Object item : fields.list("TransactItems")) {
            if (!(item instanceof Map<?, ?> kinds)) continue;
            for (Map.Entry<?, ?> kind : kinds.entrySet()) {
                String action = TRANSACTION_PARTS.get(String.valueOf(kind.getKey()));
                if (action == null || !(kind.getValue() instanceof Map<?, ?> part))
                    throw new Refusal(AwsError.malformed(
                            Service.DYNAMODB, "TransactItems holds " + kind.getKey() + ", which is no known part."));
                needs.add(access(action, part, fields));
                if (!action.equals("ConditionCheckItem")) tables.add(name(String.valueOf(part.get("TableName"))));
            }
        }
        Call call = Call.of(Service.DYNAMODB, operation, needs);
        return operation.equals("TransactWriteItems") ? call.writing(Set.copyOf(tables)) : call;
    }

    private Call stream(String operation, Inbound request) throws IOException, Refusal {
        String action = "dynamodb:" + operation;
        Rewrite arns = new Rewrite.DynamoDbArns(prefix);
        return switch (operation) {
            case "ListStreams" -> {
                String streams = fields(request, Set.of("TableName"))
                        .optionalText("TableName")
                        .map(table -> arn(table) + "/stream/*")
                        .orElse("*");
                yield Call.of(Service.DYNAMODB, operation, List.of(new Access(action, streams)))
                        .answering(arns);
            }
            case "DescribeStream", "GetShardIterator" -> {
                String arn = fields(request, Set.of("StreamArn")).text("StreamArn");
                replaceInBody(request, prefix, Rewrite.LOCAL_DYNAMODB);
                yield Call.of(Service.DYNAMODB, operation, List.of(new Access(action, labelled(arn))))
                        .answering(operation.equals("DescribeStream") ? arns : new Rewrite.ShardIterators(arn));
            }
            case "GetRecords" -> {
                String iterator = fields(request, Set.of("ShardIterator")).text("ShardIterator");
                String arn = Rewrite.ShardIterators.streamOf(iterator);
                replaceInBody(request, new Rewrite.ShardIterators(arn).start(), "");
                yield Call.of(Service.DYNAMODB, operation, List.of(new Access(action, labelled(arn))))
                        .answering(new Rewrite.ShardIterators(arn));
            }
            default -> Call.unknown(Service.DYNAMODB, operation);
        };
    }

    private JsonFields fields(Inbound request, Set<String> wanted) throws IOException, Refusal {
        return JsonFields.of(Service.DYNAMODB, request.body(), keys.and(wanted));
    }

    private Access access(String operation, Map<?, ?> part, JsonFields fields) throws Refusal {
        if (!(part.get("TableName") instanceof String table))
            throw new Refusal(AwsError.malformed(fields.service(), "The request has no TableName."));
        String arn = arn(table);
        if (part.get("IndexName") instanceof String index) arn += "/index/" + index;
        return new Access("dynamodb:" + operation, arn, keys.of(name(table), part));
    }

    /** A table may be named by its ARN. */
    private String arn(String table) {
        return table.startsWith("arn:") ? table : prefix + "table/" + table;
    }

    private static String name(String table) {
        return table.startsWith("arn:") ? table.substring(table.indexOf('/') + 1) : table;
    }

    private static String labelled(String streamArn) {
        int label = streamArn.lastIndexOf("/stream/");
        return label < 0 ? streamArn : streamArn.substring(0, label) + "/stream/" + LABEL;
    }

    private static void replaceInBody(Inbound request, String from, String to) throws IOException {
        request.body(new String(request.body(), StandardCharsets.UTF_8)
                .replace(from, to)
                .getBytes(StandardCharsets.UTF_8));
    }
}
