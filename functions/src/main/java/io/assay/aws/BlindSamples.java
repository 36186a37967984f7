package io.assay.aws;

import io.assay.core.BlindSample;
import io.assay.core.CanonicalJson;
import io.assay.core.Fields;
import io.assay.core.Label;
import io.assay.json.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * What blind reviews by lot say of each predictor, in the table {@code Metrics}: partition
 * {@code sample#workflow#predictor}, sort {@code time#task}. A projection of the reviews' events, a second or so behind
 * them; each has one key, so that a redelivery changes nothing. Beside them the partition {@value #NEWS} names the
 * workflows about which there is something new.
 */
public final class BlindSamples {
    private static final String NEWS = "sample-news";
    private static final String SAMPLE = "sample";
    private static final String LABEL = "label";
    private static final String TASK = "task";
    private static final String AT = "at";
    /** Always with milliseconds, so that text compares as times do. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);

    private final DynamoDbClient dynamoDb;
    private final String table;

    /**
     * One review.
     *
     * @param task  {@code caseId.n}
     * @param label the reviewer's
     */
    public record Row(String task, Instant at, BlindSample sample, Label label) {
        /** The reviewer's label is the model's. */
        public boolean right() {
            return label.equals(sample.answer());
        }
    }

    /** There was a review since anybody looked; the newest so far. */
    public record News(String workflow, Instant at) {}

    /** @param table the table {@code Metrics} */
    public BlindSamples(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    public void put(String workflow, Row row) {
        dynamoDb.putItem(PutItemRequest.builder()
                .tableName(table)
                .item(Item.write()
                        .text(
                                Rollups.PARTITION,
                                partition(workflow, row.sample().predictor()))
                        .text(Rollups.SORT, TIME.format(row.at()) + "#" + row.task())
                        .text(TASK, row.task())
                        .text(AT, row.at().toString())
                        .text(SAMPLE, CanonicalJson.text(row.sample().clear()))
                        .text(LABEL, row.label().value())
                        .done())
                .build());
    }

    /** Says that there is something new about the workflow. */
    public void announce(News news) {
        dynamoDb.putItem(PutItemRequest.builder()
                .tableName(table)
                .item(Item.write()
                        .text(Rollups.PARTITION, NEWS)
                        .text(Rollups.SORT, news.workflow())
                        .text(AT, news.at().toString())
                        .done())
                .build());
    }

    /** Every workflow about which there is something new. */
    public List<News> news() {
        return dynamoDb
                .queryPaginator(QueryRequest.builder()
                        .tableName(table)
                        .keyConditionExpression(Rollups.PARTITION + " = :news")
                        .expressionAttributeValues(Map.of(":news", AttributeValue.fromS(NEWS)))
                        .build())
                .items()
                .stream()
                .map(Item::new)
                .map(item -> new News(item.text(Rollups.SORT), Instant.parse(item.text(AT))))
                .toList();
    }

    /** Takes the news off, unless there is something newer. */
    public void heard(News news) {
        try {
            dynamoDb.deleteItem(DeleteItemRequest.builder()
                    .tableName(table)
                    .key(Item.write()
                            .text(Rollups.PARTITION, NEWS)
                            .text(Rollups.SORT, news.workflow())
                            .done())
                    .conditionExpression("#at = :at")
                    .expressionAttributeNames(Map.of("#at", AT)) // a reserved word
                    .expressionAttributeValues(
                            Map.of(":at", AttributeValue.fromS(news.at().toString())))
                    .build());
        } catch (ConditionalCheckFailedException newer) {
            // stays for the next look
        }
    }

    /** The reviews of a predictor's answers from a time on, in their order, read consistently. */
    public List<Row> rows(String workflow, String predictor, Instant since) {
        return dynamoDb
                .queryPaginator(QueryRequest.builder()
                        .tableName(table)
                        .consistentRead(true)
                        .keyConditionExpression(Rollups.PARTITION + " = :sample AND " + Rollups.SORT + " >= :since")
                        .expressionAttributeValues(Map.of(
                                ":sample", AttributeValue.fromS(partition(workflow, predictor)),
                                ":since", AttributeValue.fromS(TIME.format(since))))
                        .build())
                .items()
                .stream()
                .map(Item::new)
                .map(item -> new Row(
                        item.text(TASK),
                        Instant.parse(item.text(AT)),
                        BlindSample.of(new Fields(Json.object(item.text(SAMPLE)))),
                        new Label(item.text(LABEL))))
                .toList();
    }

    private static String partition(String workflow, String predictor) {
        return "sample#" + workflow + "#" + predictor;
    }
}
