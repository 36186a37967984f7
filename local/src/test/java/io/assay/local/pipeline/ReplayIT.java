package io.assay.local.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.core.CanonicalJson;
import io.assay.local.host.InvocationResult;
import io.assay.local.template.Stack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The runbook's replay: lines of the table as records of a stream, handed to the stream's readers. */
class ReplayIT {

    @Test
    void figuresAndAuditLog_areMadeAnewFromTheTable() throws InterruptedException {
        try (Pipeline pipeline = Pipeline.start()) {
            List<String> ids =
                    Pipeline.samples(12).stream().map(pipeline::submit).toList();
            pipeline.settle(ids, Duration.ofMinutes(5), Duration.ofSeconds(30));
            String before = figures(pipeline);

            deleteRollups(pipeline);
            assertThat(figures(pipeline)).isNotEqualTo(before);
            byte[] replay = replay(pipeline);
            assertThat(invoke(pipeline, "RollupFunction", replay)).isInstanceOf(InvocationResult.Answered.class);
            assertThat(figures(pipeline)).isEqualTo(before);
            assertThat(invoke(pipeline, "RollupFunction", replay)).isInstanceOf(InvocationResult.Answered.class);
            assertThat(figures(pipeline)).as("replayed twice").isEqualTo(before);

            int objects = bundles(pipeline);
            assertThat(invoke(pipeline, "AuditFunction", replay)).isInstanceOf(InvocationResult.Answered.class);
            assertThat(bundles(pipeline)).isEqualTo(objects + 1);
        }
    }

    private static String figures(Pipeline pipeline) {
        Pipeline.Answer answer =
                pipeline.call("GET", "/workflows/" + Pipeline.WORKFLOW + "/metrics", pipeline.operator(), "");
        assertThat(answer.status()).isEqualTo(200);
        return CanonicalJson.text(answer.json().fields("total").map());
    }

    private static void deleteRollups(Pipeline pipeline) {
        String table = table(pipeline, "MetricsTable");
        for (Map<String, AttributeValue> item : items(pipeline, table)) {
            if (text(item, "pk").equals("rollup#" + Pipeline.WORKFLOW)) {
                pipeline.stack()
                        .dynamoDb()
                        .deleteItem(request -> request.tableName(table)
                                .key(Map.of(
                                        "pk", AttributeValue.fromS(text(item, "pk")),
                                        "sk", AttributeValue.fromS(text(item, "sk")))));
            }
        }
    }

    /** As {@code docs/operations.md} makes it with jq. */
    private static byte[] replay(Pipeline pipeline) {
        List<Map<String, AttributeValue>> lines = items(pipeline, table(pipeline, "CasesTable")).stream()
                .filter(item -> text(item, "line").contains("\"workflow\":\"" + Pipeline.WORKFLOW + "\""))
                .sorted(Comparator.<Map<String, AttributeValue>, String>comparing(item -> text(item, "caseId"))
                        .thenComparingInt(item -> Integer.parseInt(
                                Objects.requireNonNull(item.get("seq")).n())))
                .toList();
        List<Map<String, Object>> records = new ArrayList<>();
        for (Map<String, AttributeValue> item : lines) {
            records.add(Map.of(
                    "eventID",
                    "replay-" + text(item, "caseId") + "-"
                            + Objects.requireNonNull(item.get("seq")).n(),
                    "eventName",
                    "INSERT",
                    "dynamodb",
                    Map.of(
                            "SequenceNumber",
                            Integer.toString(records.size() + 1),
                            "NewImage",
                            Map.of("line", Map.of("S", text(item, "line"))))));
        }
        return CanonicalJson.bytes(Map.of("shardId", "replay", "Records", records));
    }

    private static InvocationResult invoke(Pipeline pipeline, String function, byte[] event)
            throws InterruptedException {
        return pipeline.stack().functions().get(function).invoke(event);
    }

    private static int bundles(Pipeline pipeline) {
        Stack.Bucket bucket = pipeline.stack().stack().buckets().stream()
                .filter(each -> each.logicalId().equals("AuditBucket"))
                .findFirst()
                .orElseThrow();
        return (int)
                pipeline
                        .stack()
                        .s3()
                        .listObjectsV2Paginator(request -> request.bucket(bucket.name()))
                        .contents()
                        .stream()
                        .count();
    }

    private static List<Map<String, AttributeValue>> items(Pipeline pipeline, String table) {
        return pipeline
                .stack()
                .dynamoDb()
                .scanPaginator(request -> request.tableName(table).consistentRead(true))
                .items()
                .stream()
                .toList();
    }

    private static String text(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        return value == null || value.s() == null ? "" : value.s();
    }

    private static String table(Pipeline pipeline, String logicalId) {
        return pipeline.stack().stack().tables().stream()
                .filter(each -> each.logicalId().equals(logicalId))
                .findFirst()
                .orElseThrow()
                .name();
    }
}
