package io.assay.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What the gateway does to requests when it is told to. */
class GatewayFaultsTest extends GatewayRequests {
    private static final String PUT = "{\"TableName\":\"Cases\",\"Item\":{\"caseId\":{\"S\":\"c\"}}}";

    @Test
    void throttling_strikesAtItsRateAndSparesTheAdministrator() throws Exception {
        gateway.faults()
                .add(FaultRule.of(new Fault.Throttle())
                        .on(Service.DYNAMODB, "PutItem")
                        .at(0.5));
        int throttled = 0;
        for (int i = 0; i < 40; i++)
            if (dynamo("PutItem", PUT).body().contains("ProvisionedThroughputExceededException")) throttled++;

        assertThat(throttled).isBetween(10, 30);
        assertThat(gateway.counts()
                        .of(Service.DYNAMODB, "PutItem", TestStack.ROLE)
                        .faulted())
                .isEqualTo(throttled);
        gateway.faults().add(FaultRule.of(new Fault.Fail()));
        assertThat(json("dynamodb", "DynamoDB_20120810.PutItem", PUT, Identities.ADMINISTRATOR_KEY)
                        .statusCode())
                .isEqualTo(200);
        gateway.faults().clear();
        assertThat(dynamo("PutItem", PUT).statusCode()).isEqualTo(200);
    }

    @Test
    void crash_leavesNothingToTheInstanceThatDied_andAllToTheOthers() throws Exception {
        List<String> died = new CopyOnWriteArrayList<>();
        gateway.onCrash(died::add);
        String first = gateway.identities().issue(TestStack.ROLE);
        String second = gateway.identities().issue(TestStack.ROLE);
        FaultRule before = FaultRule.of(new Fault.Crash(Fault.Moment.BEFORE)).once();
        gateway.faults().add(before);
        assertThatThrownBy(() -> json("dynamodb", "DynamoDB_20120810.PutItem", PUT, first))
                .isInstanceOf(IOException.class);
        assertThat(backend.received()).isEmpty();
        assertThat(died).containsExactly(first);

        assertThat(json("dynamodb", "DynamoDB_20120810.PutItem", PUT, first).statusCode())
                .isEqualTo(400);
        assertThat(backend.received()).isEmpty();
        assertThat(json("dynamodb", "DynamoDB_20120810.PutItem", PUT, second).statusCode())
                .isEqualTo(200);

        gateway.faults().add(FaultRule.of(new Fault.Crash(Fault.Moment.AFTER)));
        assertThatThrownBy(() -> json("dynamodb", "DynamoDB_20120810.PutItem", PUT, second))
                .isInstanceOf(IOException.class);
        assertThat(backend.received()).hasSize(2);
        assertThat(died).containsExactly(first, second);
    }

    @Test
    void twice_reachesTheServiceTwice() throws Exception {
        gateway.faults().add(FaultRule.of(new Fault.Twice()));
        assertThat(dynamo("PutItem", PUT).statusCode()).isEqualTo(200);
        assertThat(backend.received()).hasSize(2);
    }

    @Test
    void lostAnswer_happensAfterTheDeed_aStallBefore() {
        gateway.faults().add(FaultRule.of(new Fault.LoseAnswer()).by(TestStack.ROLE));
        assertThatThrownBy(() -> dynamo("PutItem", PUT)).isInstanceOf(IOException.class);
        assertThat(backend.received()).hasSize(1);

        gateway.faults().clear();
        gateway.faults().add(FaultRule.of(new Fault.Stall(Duration.ofMillis(20))));
        assertThatThrownBy(() -> dynamo("PutItem", PUT)).isInstanceOf(IOException.class);
        assertThat(backend.received()).hasSize(1);
    }
}
