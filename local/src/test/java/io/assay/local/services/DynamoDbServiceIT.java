package io.assay.local.services;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.local.template.Stack;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

class DynamoDbServiceIT {
    private static final String REGION = "eu-central-1";
    private static final Stack.Table CASES = new Stack.Table(
            "Cases",
            "assay-cases",
            "arn:aws:dynamodb:eu-central-1:123456789012:table/assay-cases",
            "caseId",
            Optional.of("seq"),
            Map.of("caseId", "S", "seq", "N", "owner", "S"),
            List.of(new Stack.Index("byOwner", "owner", Optional.of("seq"), "INCLUDE", List.of("label"))),
            Optional.of("NEW_IMAGE"),
            Optional.of("expires"));

    @Test
    void tableOfTheStack_hasItsKeysIndexesStreamAndTimeToLive() {
        try (var service = DynamoDbService.start(Optional.empty(), 0);
                var dynamo = SdkClients.connect(DynamoDbClient.builder(), service.endpoint(), REGION)) {
            service.createTables(List.of(CASES), REGION);
            service.createTables(List.of(CASES), REGION);

            TableDescription table =
                    dynamo.describeTable(r -> r.tableName("assay-cases")).table();
            assertThat(table.keySchema()).extracting(k -> k.attributeName()).containsExactly("caseId", "seq");
            assertThat(table.billingModeSummary().billingMode()).isEqualTo(BillingMode.PAY_PER_REQUEST);
            assertThat(table.streamSpecification().streamViewTypeAsString()).isEqualTo("NEW_IMAGE");
            assertThat(table.globalSecondaryIndexes()).singleElement().satisfies(index -> {
                assertThat(index.indexName()).isEqualTo("byOwner");
                assertThat(index.projection().nonKeyAttributes()).containsExactly("label");
            });
            assertThat(dynamo.describeTimeToLive(r -> r.tableName("assay-cases"))
                            .timeToLiveDescription()
                            .timeToLiveStatus())
                    .isEqualTo(TimeToLiveStatus.ENABLED);
        }
    }

    @Test
    void put_appearsOnTheStreamOfTheSameEndpoint() {
        try (var service = DynamoDbService.start(Optional.empty(), 0);
                var dynamo = SdkClients.connect(DynamoDbClient.builder(), service.endpoint(), REGION);
                var streams = SdkClients.connect(DynamoDbStreamsClient.builder(), service.endpoint(), REGION)) {
            service.createTables(List.of(CASES), REGION);
            put(dynamo, "c1");

            String stream = streams.listStreams(r -> r.tableName("assay-cases"))
                    .streams()
                    .getFirst()
                    .streamArn();
            String shard = streams.describeStream(r -> r.streamArn(stream))
                    .streamDescription()
                    .shards()
                    .getFirst()
                    .shardId();
            String iterator = streams.getShardIterator(
                            r -> r.streamArn(stream).shardId(shard).shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                    .shardIterator();
            assertThat(streams.getRecords(r -> r.shardIterator(iterator)).records())
                    .singleElement()
                    .satisfies(record -> assertThat(record.dynamodb().newImage())
                            .containsEntry("caseId", AttributeValue.fromS("c1")));
        }
    }

    @Test
    void tablesInADirectory_surviveARestart(@TempDir Path data) {
        for (int run = 0; run < 2; run++) {
            try (var service = DynamoDbService.start(Optional.of(data.resolve("tables")), 0);
                    var dynamo = SdkClients.connect(DynamoDbClient.builder(), service.endpoint(), REGION)) {
                service.createTables(List.of(CASES), REGION);
                put(dynamo, "c" + run);
                assertThat(dynamo.scan(r -> r.tableName("assay-cases")).count()).isEqualTo(run + 1);
            }
        }
    }

    private static void put(DynamoDbClient dynamo, String caseId) {
        dynamo.putItem(r -> r.tableName("assay-cases")
                .item(Map.of("caseId", AttributeValue.fromS(caseId), "seq", AttributeValue.fromN("1"))));
    }
}
