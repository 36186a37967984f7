package io.assay.aws;

import io.assay.core.CaseFile;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Where each case stands, in the table {@code Metrics}: item {@code case#caseId}, {@code case}. A projection, a second or
 * so behind the event log; indexes {@code open} (cases that are not final, by when they moved) and {@code by-workflow}
 * (cases by the day they came).
 */
public final class CaseIndex {
    /** Open cases are spread over that many partitions of the index {@code open}. */
    public static final int OPEN_SHARDS = 4;

    private static final String CASE = "case";
    private static final String PREFIX = "case#";
    /** Always with milliseconds, so that text compares as times do. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);

    private final DynamoDbClient dynamoDb;
    private final String table;

    /**
     * What the stream told last about a case.
     *
     * @param seq      of the entry that says so
     * @param received known only from the case's first entry
     */
    public record Position(
            String caseId,
            int seq,
            String workflow,
            CaseFile.State state,
            Instant movedAt,
            Optional<Received> received) {}

    /** How a case came in. */
    public record Received(Instant at, Optional<String> reference) {}

    /** @param table the table {@code Metrics} */
    public CaseIndex(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    /**
     * Moves a case in the index. Older news than what it holds changes nothing; attributes of others (the sweeper's
     * counts) stay.
     *
     * @return false if it was older
     */
    public boolean move(Position to) {
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":seq", AttributeValue.fromN(Integer.toString(to.seq())));
        values.put(":state", AttributeValue.fromS(to.state().word()));
        values.put(":moved", AttributeValue.fromS(TIME.format(to.movedAt())));
        values.put(":workflow", AttributeValue.fromS(to.workflow()));
        StringBuilder set =
                new StringBuilder("SET seq = :seq, #state = :state, movedAt = :moved, workflow = :workflow");
        to.received().ifPresent(received -> {
            set.append(", workflowDay = :day, receivedAt = :received");
            values.put(":day", AttributeValue.fromS(workflowDay(to.workflow(), day(received.at()))));
            values.put(":received", AttributeValue.fromS(TIME.format(received.at())));
            received.reference().ifPresent(reference -> {
                set.append(", #reference = :reference");
                values.put(":reference", AttributeValue.fromS(reference));
            });
        });
        boolean open = to.state() != CaseFile.State.ACTED;
        if (open) {
            set.append(", openShard = :shard");
            values.put(":shard", AttributeValue.fromS(openShard(to.caseId())));
        } else {
            set.append(" REMOVE openShard");
        }
        // A review of a case that is final looked at a quality sample: it does not open the case again.
        boolean sampleIsPossible =
                to.state() == CaseFile.State.REVIEWED && to.received().isEmpty();
        Map<String, String> names = new HashMap<>(Map.of("#state", "state"));
        to.received().flatMap(Received::reference).ifPresent(reference -> names.put("#reference", "reference"));
        try {
            dynamoDb.updateItem(UpdateItemRequest.builder()
                    .tableName(table)
                    .key(key(to.caseId()))
                    .updateExpression(set.toString())
                    .conditionExpression(
                            sampleIsPossible
                                    ? "seq < :seq AND attribute_exists(openShard)"
                                    : "attribute_not_exists(" + Rollups.PARTITION + ") OR seq < :seq")
                    .expressionAttributeNames(names)
                    .expressionAttributeValues(values)
                    .build());
            return true;
        } catch (ConditionalCheckFailedException older) {
            return false;
        }
    }

    /** When the open cases of a workflow came in, in no order. */
    public List<Instant> openSince(String workflow) {
        return IntStream.range(0, OPEN_SHARDS)
                .boxed()
                .flatMap(shard -> dynamoDb
                        .queryPaginator(QueryRequest.builder()
                                .tableName(table)
                                .indexName("open")
                                .keyConditionExpression("openShard = :shard")
                                .filterExpression("workflow = :workflow AND attribute_exists(receivedAt)")
                                .expressionAttributeValues(Map.of(
                                        ":shard", AttributeValue.fromS(Integer.toString(shard)),
                                        ":workflow", AttributeValue.fromS(workflow)))
                                .projectionExpression("receivedAt")
                                .build())
                        .items()
                        .stream())
                .map(item -> Instant.parse(new Item(item).text("receivedAt")))
                .toList();
    }

    /** Ids of the cases of a workflow that came on a day (UTC) and moved at or after a time, read as consumed. */
    public Stream<String> received(String workflow, LocalDate day, Instant movedSince) {
        return dynamoDb
                .queryPaginator(QueryRequest.builder()
                        .tableName(table)
                        .indexName("by-workflow")
                        .keyConditionExpression("workflowDay = :day")
                        .filterExpression("movedAt >= :since")
                        .expressionAttributeValues(Map.of(
                                ":day", AttributeValue.fromS(workflowDay(workflow, day)),
                                ":since", AttributeValue.fromS(TIME.format(movedSince))))
                        .projectionExpression(Rollups.PARTITION)
                        .build())
                .items()
                .stream()
                .map(item -> new Item(item).text(Rollups.PARTITION).substring(PREFIX.length()));
    }

    private static Map<String, AttributeValue> key(String caseId) {
        return Map.of(
                Rollups.PARTITION, AttributeValue.fromS(PREFIX + caseId),
                Rollups.SORT, AttributeValue.fromS(CASE));
    }

    private static String openShard(String caseId) {
        return Integer.toString(Math.floorMod(caseId.hashCode(), OPEN_SHARDS));
    }

    private static String workflowDay(String workflow, LocalDate day) {
        return workflow + "#" + day;
    }

    private static LocalDate day(Instant at) {
        return at.atZone(ZoneOffset.UTC).toLocalDate();
    }
}
