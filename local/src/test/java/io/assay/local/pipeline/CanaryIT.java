package io.assay.local.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.core.CanonicalJson;
import io.assay.core.Fields;
import io.assay.json.Json;
import io.assay.local.gateway.Fault;
import io.assay.local.gateway.FaultRule;
import io.assay.local.gateway.Service;
import io.assay.local.template.Stack;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The deployment's hook against the running stack, under its own role, as CodeDeploy would call it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CanaryIT {
    private Pipeline pipeline;

    @BeforeAll
    void start() {
        pipeline = Pipeline.start();
    }

    @AfterAll
    void stop() {
        pipeline.close();
    }

    @Test
    void goodVersions_takeACaseThroughEveryStage_andNothingCountsIt() throws InterruptedException {
        assertThat(pipeline.canary("d-GOOD")).isEqualTo("succeeded");
        assertThat(pipeline.stack().deployments().status("d-GOOD")).contains("Succeeded");

        // Out of every stage, but in no queue of the others, no figure and no index; the audit log has it.
        assertThat(pipeline.takeDecisions()).isEmpty();
        pipeline.stack().advance(Duration.ofMinutes(1));
        pipeline.awaitIdle();
        assertThat(items("MetricsTable")).noneMatch(item -> item.contains("_canary"));
        assertThat(items("ReviewsTable")).noneMatch(item -> item.contains("_canary"));
        assertThat(auditLog())
                .anyMatch(line -> line.contains("_canary") && line.contains("\"type\":\"Acted\""))
                .anyMatch(line -> line.contains("_canary") && line.contains("\"type\":\"Reviewed\""));
    }

    @Test
    void brokenStage_endsTheDeploymentWithAReason() throws InterruptedException {
        FaultRule broken =
                FaultRule.of(new Fault.Fail()).on(Service.DYNAMODB, "PutItem").by("EvaluationRole");
        pipeline.stack().gateway().faults().add(broken);
        try {
            assertThat(pipeline.canary("d-BROKEN"))
                    .startsWith("failed: ")
                    .contains("EvaluationFunction:1 gave the message back 3 times");
        } finally {
            pipeline.stack().gateway().faults().remove(broken);
        }
        assertThat(pipeline.stack().deployments().status("d-BROKEN")).contains("Failed");
    }

    @Test
    void functionThatThrows_endsTheDeploymentWithItsError() throws InterruptedException {
        FaultRule broken =
                FaultRule.of(new Fault.Fail()).on(Service.DYNAMODB, "Query").by("RegistryRole");
        pipeline.stack().gateway().faults().add(broken);
        try {
            assertThat(pipeline.canary("d-THROWS"))
                    .startsWith("failed: ")
                    .contains("RegistryFunction:1 answered 500 to PUT /workflows/{workflow}");
        } finally {
            pipeline.stack().gateway().faults().remove(broken);
        }
        assertThat(pipeline.stack().deployments().status("d-THROWS")).contains("Failed");
    }

    @Test
    void callers_canNeitherPutNorUseAReservedWorkflow() {
        Pipeline.Answer put = pipeline.call(
                "PUT", "/workflows/_mine", pipeline.operator(), Pipeline.text("events/workflows/support-triage.json"));
        Pipeline.Answer sent = pipeline.call(
                "POST", "/workflows/_canary/cases", pipeline.submitter(), Pipeline.message("Where is my parcel?"));
        assertThat(List.of(put, sent)).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.json().list("errors").getFirst().text("pointer")).isEqualTo("/workflow");
        });

        String quarantine = pipeline.queueUrl("QuarantineQueue");
        pipeline.stack()
                .sqs()
                .sendMessage(request -> request.queueUrl(pipeline.queueUrl("IngestQueue"))
                        .messageBody(CanonicalJson.text(Map.of(
                                "workflow",
                                "_canary",
                                "idempotencyKey",
                                "k-1",
                                "input",
                                Map.of("message", "Does the new version work?")))));
        pipeline.awaitIdle();
        Fields refused = new Fields(Json.object(pipeline.stack()
                        .sqs()
                        .receiveMessage(request -> request.queueUrl(quarantine))
                        .messages()
                        .getFirst()
                        .body()))
                .fields("reason");
        assertThat(refused.whole("status")).isEqualTo(422);
        assertThat(refused.list("errors").getFirst().text("pointer")).isEqualTo("/workflow");
        pipeline.takeDecisions();
    }

    private List<String> items(String table) {
        Stack.Table named = pipeline.stack().stack().tables().stream()
                .filter(each -> each.logicalId().equals(table))
                .findFirst()
                .orElseThrow();
        return pipeline
                .stack()
                .dynamoDb()
                .scanPaginator(request -> request.tableName(named.name()).consistentRead(true))
                .items()
                .stream()
                .map(Object::toString)
                .collect(Collectors.toList());
    }

    private List<String> auditLog() {
        String bucket = pipeline.stack().stack().buckets().stream()
                .filter(each -> each.logicalId().equals("AuditBucket"))
                .findFirst()
                .orElseThrow()
                .name();
        return pipeline.stack().s3().listObjectsV2Paginator(request -> request.bucket(bucket)).contents().stream()
                .flatMap(object -> pipeline.stack()
                        .s3()
                        .getObjectAsBytes(request -> request.bucket(bucket).key(object.key()))
                        .asUtf8String()
                        .lines())
                .toList();
    }
}
