package io.assay.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.local.template.Stack;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Old answers to reads that are not consistent. */
class LaggingTablesTest extends GatewayRequests {
    private static final Duration LAG = Duration.ofMillis(1);
    private static final String WORKFLOWS = TestStack.TABLE.replace("Cases", "Workflows");

    @BeforeEach
    void lag() throws IOException {
        gateway.close();
        Map<Service, URI> backends =
                Arrays.stream(Service.values()).collect(Collectors.toMap(Function.identity(), one -> backend.uri()));
        gateway = Gateway.start(stack(), backends, InstantSource.fixed(Instant.parse("2026-11-24T12:00:00Z")), 7, LAG);
        gateway.faults().add(FaultRule.of(new Fault.Old()));
    }

    @Test
    void readThatIsNotConsistent_asksTheCopy_aConsistentOneTheTable() throws Exception {
        dynamo("GetItem", "{\"TableName\":\"Workflows\",\"Key\":{}}");
        dynamo("GetItem", "{\"TableName\":\"Workflows\",\"Key\":{},\"ConsistentRead\":true}");
        dynamo("GetItem", "{\"TableName\":\"Cases\",\"Key\":{}}");

        assertThat(backend.received())
                .extracting(Backend.Received::body)
                .satisfiesExactly(
                        old -> assertThat(old).contains("\"Workflows-lagging\""),
                        now -> assertThat(now).contains("\"Workflows\""),
                        log -> assertThat(log).contains("\"Cases\""));
    }

    @Test
    void transaction_happensInTheCopiesTooWithoutWhatHasNone() throws Exception {
        dynamo(
                "TransactWriteItems",
                "{\"ClientRequestToken\":\"t\",\"TransactItems\":["
                        + "{\"Put\":{\"TableName\":\"Cases\",\"Item\":{}}},"
                        + "{\"Put\":{\"TableName\":\"Workflows\",\"Item\":{}}}]}");

        while (backend.received().size() < 2) Thread.onSpinWait();
        assertThat(backend.received().getLast().body())
                .isEqualTo("{\"TransactItems\":[{\"Put\":{\"TableName\":\"Workflows-lagging\",\"Item\":{}}}]}");
    }

    private static Stack stack() {
        Stack one = TestStack.allowing(
                "dynamodb:GetItem " + TestStack.TABLE,
                "dynamodb:GetItem " + WORKFLOWS,
                "dynamodb:PutItem " + TestStack.TABLE,
                "dynamodb:PutItem " + WORKFLOWS);
        Stack.Table cases = one.tables().getFirst();
        Stack.Table workflows = new Stack.Table(
                "Workflows",
                "Workflows",
                WORKFLOWS,
                "workflow",
                Optional.of("item"),
                Map.of("workflow", "S", "item", "S"),
                List.of(),
                Optional.empty(),
                Optional.empty());
        return new Stack(
                one.account(),
                one.region(),
                one.parameters(),
                one.functions(),
                one.queues(),
                List.of(cases, workflows),
                one.buckets(),
                one.secrets(),
                one.roles(),
                one.httpApis(),
                one.outputs());
    }
}
