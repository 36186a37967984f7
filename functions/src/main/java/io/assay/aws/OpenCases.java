package io.assay.aws;

import io.assay.core.CaseId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * The cases that are not final, as the case index has them: index {@code open} of the table {@code Metrics}, which lags
 * behind the history. Notes beside each what the sweeper did about it.
 */
public final class OpenCases {
    /** Partitions of the index. */
    public static final int SHARDS = 4;

    private static final String CASE = "case#";

    private final DynamoDbClient dynamoDb;
    private final String table;

    public OpenCases(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    /**
     * A case that has not moved.
     *
     * @param sweepSeq the case's last event when it was last swept; 0: never
     * @param sends    how often its message was sent anew since that event
     */
    public record Still(CaseId caseId, int sweepSeq, int sends) {}

    /**
     * Cases whose last event is older than {@code before}, the oldest first, without those that are to be left alone
     * for now. Cases that wait for a person are read over: an index page holds some thousands.
     *
     * @param shard below {@link #SHARDS}
     */
    public List<Still> still(int shard, Instant before, Instant now, int limit) {
        return dynamoDb
                .queryPaginator(QueryRequest.builder()
                        .tableName(table)
                        .indexName("open")
                        .keyConditionExpression("openShard = :shard AND movedAt < :before")
                        .filterExpression("attribute_not_exists(sweepAt) OR sweepAt <= :now OR sweepSeq < #seq")
                        .expressionAttributeNames(Map.of("#seq", "seq"))
                        .expressionAttributeValues(Map.of(
                                ":shard", AttributeValue.fromS(Integer.toString(shard)),
                                ":before", AttributeValue.fromS(before.toString()),
                                ":now", AttributeValue.fromN(Long.toString(now.getEpochSecond()))))
                        .build())
                .items()
                .stream()
                .limit(limit)
                .map(item -> still(new Item(item)))
                .toList();
    }

    /**
     * Notes a sweep.
     *
     * @param seq   the case's last event
     * @param sends counted since that event
     * @param next  when to look again, unless the case moves
     */
    public void swept(CaseId id, int seq, int sends, Instant next) {
        try {
            dynamoDb.updateItem(UpdateItemRequest.builder()
                    .tableName(table)
                    .key(Map.of("pk", AttributeValue.fromS(CASE + id), "sk", AttributeValue.fromS("case")))
                    .updateExpression("SET sweepSeq = :seq, sweeps = :sends, sweepAt = :next")
                    // Another sweep that knows of a later event has the word.
                    .conditionExpression(
                            "attribute_exists(pk) AND (attribute_not_exists(sweepSeq) OR sweepSeq <= :seq)")
                    .expressionAttributeValues(Map.of(
                            ":seq", AttributeValue.fromN(Integer.toString(seq)),
                            ":sends", AttributeValue.fromN(Integer.toString(sends)),
                            ":next", AttributeValue.fromN(Long.toString(next.getEpochSecond()))))
                    .build());
        } catch (ConditionalCheckFailedException movedOn) {
            return;
        }
    }

    private static Still still(Item item) {
        return new Still(
                new CaseId(item.text("pk").substring(CASE.length())),
                item.optionalWhole("sweepSeq").orElse(0L).intValue(),
                item.optionalWhole("sweeps").orElse(0L).intValue());
    }
}
