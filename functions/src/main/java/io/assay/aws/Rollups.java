package io.assay.aws;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * Counts per workflow, day and shard of the stream, in the table {@code Metrics}: partition {@code rollup#workflow}, sort
 * {@code day#shard}. Order holds inside a shard only, so each shard keeps its own mark of what it has counted.
 */
public final class Rollups {
    static final String PARTITION = "pk";
    static final String SORT = "sk";
    private static final String COUNTS = "counts";
    private static final String CYCLES = "cycles";
    private static final String LAST_SEQUENCE = "lastSequence";

    private final DynamoDbClient dynamoDb;
    private final String table;

    /**
     * What is counted.
     *
     * @param counts exact decimals by name, at most 38 digits each
     * @param cycles sketch of cycle times, as its owner encodes it
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Counts(Map<String, BigDecimal> counts, byte[] cycles) {
        public Counts {
            counts = Map.copyOf(counts);
        }
    }

    /**
     * One shard's counts.
     *
     * @param lastSequence the last stream position that they hold
     */
    public record Shard(Counts counts, String lastSequence) {}

    /** The counts of one shard on one day. */
    public record Day(LocalDate day, Counts counts) {}

    /** @param table the table {@code Metrics} */
    public Rollups(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    /** One shard's counts, read consistently; empty when it has counted nothing yet. */
    public Optional<Shard> shard(String workflow, LocalDate day, String shard) {
        Map<String, AttributeValue> found = dynamoDb.getItem(GetItemRequest.builder()
                        .tableName(table)
                        .consistentRead(true)
                        .key(Map.of(
                                PARTITION, AttributeValue.fromS(partition(workflow)),
                                SORT, AttributeValue.fromS(sort(day, shard))))
                        .build())
                .item();
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(new Shard(counts(found), new Item(found).text(LAST_SEQUENCE)));
    }

    /**
     * Replaces one shard's counts in one conditional put.
     *
     * @param readSequence the mark of what was read; empty: nothing was there
     * @return false if another instance counted meanwhile: read again
     */
    public boolean put(String workflow, LocalDate day, String shard, Shard counted, Optional<String> readSequence) {
        Map<String, AttributeValue> counts = new HashMap<>();
        counted.counts()
                .counts()
                .forEach((name, value) -> counts.put(name, AttributeValue.fromN(value.toPlainString())));
        PutItemRequest.Builder put = PutItemRequest.builder()
                .tableName(table)
                .item(Map.of(
                        PARTITION, AttributeValue.fromS(partition(workflow)),
                        SORT, AttributeValue.fromS(sort(day, shard)),
                        COUNTS, AttributeValue.fromM(counts),
                        CYCLES,
                                AttributeValue.fromB(
                                        SdkBytes.fromByteArray(counted.counts().cycles())),
                        LAST_SEQUENCE, AttributeValue.fromS(counted.lastSequence())));
        readSequence.ifPresentOrElse(
                read -> put.conditionExpression(LAST_SEQUENCE + " = :read")
                        .expressionAttributeValues(Map.of(":read", AttributeValue.fromS(read))),
                () -> put.conditionExpression("attribute_not_exists(" + PARTITION + ")"));
        try {
            dynamoDb.putItem(put.build());
            return true;
        } catch (ConditionalCheckFailedException counting) {
            return false;
        }
    }

    /** What every shard counted for a workflow from one day to another, both included, in order of days. */
    public List<Day> days(String workflow, LocalDate from, LocalDate to) {
        return dynamoDb
                .queryPaginator(QueryRequest.builder()
                        .tableName(table)
                        .keyConditionExpression(PARTITION + " = :workflow AND " + SORT + " BETWEEN :from AND :after")
                        .expressionAttributeValues(Map.of(
                                ":workflow", AttributeValue.fromS(partition(workflow)),
                                ":from", AttributeValue.fromS(from + "#"),
                                ":after", AttributeValue.fromS(to.plusDays(1).toString())))
                        .build())
                .items()
                .stream()
                .map(item -> new Day(day(new Item(item).text(SORT)), counts(item)))
                .toList();
    }

    private static Counts counts(Map<String, AttributeValue> item) {
        Map<String, BigDecimal> counts = new TreeMap<>();
        Optional.ofNullable(item.get(COUNTS))
                .map(AttributeValue::m)
                .orElse(Map.of())
                .forEach((name, value) -> counts.put(name, new BigDecimal(value.n())));
        return new Counts(counts, new Item(item).optionalBytes(CYCLES).orElse(new byte[0]));
    }

    private static String partition(String workflow) {
        return "rollup#" + workflow;
    }

    private static String sort(LocalDate day, String shard) {
        return day + "#" + shard;
    }

    private static LocalDate day(String sort) {
        return LocalDate.parse(sort.substring(0, sort.indexOf('#')));
    }
}
