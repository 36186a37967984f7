package io.assay.local.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.local.gateway.Counts;
import io.assay.local.gateway.Service;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BillTest {
    private static final double CENT = 0.01;

    @Test
    void everyLine_isPricesTimesUse() {
        Usage usage = new Usage(
                Map.of(
                        key(Service.SQS, "SendMessage", "A"), new Usage.Used(3000, 0),
                        key(Service.DYNAMODB, "PutItem", "A"), new Usage.Used(4000, 6000),
                        key(Service.DYNAMODB, "Query", "A"), new Usage.Used(3000, 3000),
                        key(Service.S3, "PutObject", "A"), new Usage.Used(10, 0)),
                Map.of("A", new Usage.Invoked(2000, 20_000, 1024, false)),
                Duration.ZERO,
                Duration.ZERO,
                100_000,
                Duration.ofSeconds(10));
        Map<String, Double> bill = Bill.perMillion(usage, 1000);
        assertThat(bill.get("sqs")).isEqualTo(1.20, within(CENT));
        assertThat(bill.get("dynamoDbWrites")).isEqualTo(3.75, within(CENT));
        assertThat(bill.get("dynamoDbReads")).isEqualTo(0.375, within(CENT));
        assertThat(bill.get("s3")).isEqualTo(0.05, within(CENT));
        assertThat(bill.get("httpApi")).isEqualTo(1, within(CENT));
        assertThat(bill.get("lambdaRequests")).isEqualTo(0.40, within(CENT));
        assertThat(bill.get("lambdaDuration")).isEqualTo(0.27, within(CENT));
        assertThat(bill.get("logs")).isEqualTo(0.925, within(CENT));
    }

    @Test
    void administratorAndReadingOfStreams_costNothing() {
        Usage usage = new Usage(
                Map.of(
                        key(Service.SQS, "ReceiveMessage", "administrator"), new Usage.Used(1000, 0),
                        key(Service.DYNAMODB, "GetRecords", "A"), new Usage.Used(1000, 1000)),
                Map.of(),
                Duration.ZERO,
                Duration.ZERO,
                0,
                Duration.ZERO);
        assertThat(usage.requests(key -> true)).isZero();
        assertThat(usage.capacity(key -> true)).isZero();
    }

    @Test
    void idleQueue_isPolledAQuarterOfATimeASecond() {
        Usage usage = new Usage(
                Map.of(),
                Map.of(
                        "Idle", new Usage.Invoked(0, 0, 1024, true),
                        "Busy", new Usage.Invoked(100, 0, 1024, true),
                        "Http", new Usage.Invoked(0, 0, 1024, false)),
                Duration.ZERO,
                Duration.ZERO,
                0,
                Duration.ofSeconds(60));
        assertThat(usage.idlePolls()).isEqualTo(15);
    }

    private static Counts.Key key(Service service, String operation, String caller) {
        return new Counts.Key(service, operation, caller);
    }
}
