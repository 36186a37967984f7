package io.assay.aws;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Keeps inference from calling a model that is throttled or down: one item a model in the table {@code Workflows}, shared
 * by every instance. Failures count in their minute, and at {@link #LIMIT} the breaker opens for {@link #OPEN}; but only
 * those of an instance of whose last calls at least half failed. Otherwise the few errors that every service makes would
 * open it wherever enough is asked.
 */
public final class Breaker {
    /** Failures in one minute that open it. */
    static final int LIMIT = 20;

    static final Duration OPEN = Duration.ofMinutes(1);
    /** How long an instance relies on what it read. */
    private static final Duration MAX_AGE = Duration.ofSeconds(5);

    private static final String FAILURES = "failures";

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final Clock clock;
    private final Map<String, Read> known = new ConcurrentHashMap<>();
    private final Map<String, RecentCalls> recent = new ConcurrentHashMap<>();

    private record Read(Instant openUntil, Instant at) {}

    /** @param table the table {@code Workflows} */
    public Breaker(DynamoDbClient dynamoDb, String table, Clock clock) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.clock = clock;
    }

    /** How long not to call the model; empty: it may be called. */
    public Optional<Duration> pause(String model) {
        Instant now = clock.instant();
        // The messages of a batch run side by side: one reads, the others wait for it.
        Read read = known.compute(
                model,
                (id, before) ->
                        before == null || Duration.between(before.at(), now).compareTo(MAX_AGE) >= 0
                                ? new Read(openUntil(id), now)
                                : before);
        return read.openUntil().isAfter(now) ? Optional.of(Duration.between(now, read.openUntil())) : Optional.empty();
    }

    /** The model answered, if only with a refusal. */
    public void answered(String model) {
        recent(model).add(false);
    }

    /**
     * The model throttled or did not answer.
     *
     * @return whether that opened the breaker
     */
    public boolean failed(String model) {
        boolean opens = recent(model).add(true) && count(model) >= LIMIT;
        if (opens) {
            Instant until = clock.instant().plus(OPEN);
            update(
                    model,
                    "SET openUntil = :until",
                    Optional.empty(),
                    Map.of(":until", AttributeValue.fromS(until.toString())));
            known.put(model, new Read(until, clock.instant()));
        }
        return opens;
    }

    private RecentCalls recent(String model) {
        return recent.computeIfAbsent(model, id -> new RecentCalls());
    }

    /**
     * When the model was last throttled or down, as far as anybody counted: the end of the last minute with a failure,
     * or of the last pause, which may lie ahead. Empty: never.
     */
    public Optional<Instant> lastTrouble(String model) {
        Item item = item(model);
        Optional<Instant> failed =
                item.optionalWhole("failureMinute").map(minute -> Instant.ofEpochSecond((minute + 1) * 60));
        return Stream.concat(failed.stream(), item.optionalText("openUntil").map(Instant::parse).stream())
                .max(Comparator.naturalOrder());
    }

    /** Failures in this minute, this one included. */
    private long count(String model) {
        AttributeValue minute =
                AttributeValue.fromN(Long.toString(clock.instant().getEpochSecond() / 60));
        AttributeValue one = AttributeValue.fromN("1");
        Map<String, AttributeValue> values = Map.of(":minute", minute, ":one", one);
        try {
            return update(model, "SET failures = failures + :one", Optional.of("failureMinute = :minute"), values)
                    .whole(FAILURES);
        } catch (ConditionalCheckFailedException anotherMinute) {
            return update(model, "SET failureMinute = :minute, failures = :one", Optional.empty(), values)
                    .whole(FAILURES);
        }
    }

    private Item update(String model, String update, Optional<String> condition, Map<String, AttributeValue> values) {
        return new Item(dynamoDb.updateItem(UpdateItemRequest.builder()
                        .tableName(table)
                        .key(key(model))
                        .updateExpression(update)
                        .conditionExpression(condition.orElse(null))
                        .expressionAttributeValues(values)
                        .returnValues(ReturnValue.UPDATED_NEW)
                        .build())
                .attributes());
    }

    private Instant openUntil(String model) {
        return item(model).optionalText("openUntil").map(Instant::parse).orElse(Instant.MIN);
    }

    private Item item(String model) {
        return new Item(dynamoDb.getItem(GetItemRequest.builder()
                        .tableName(table)
                        .key(key(model))
                        .build())
                .item());
    }

    private static Map<String, AttributeValue> key(String model) {
        return Map.of(
                WorkflowStore.PARTITION, AttributeValue.fromS("breaker#" + model),
                WorkflowStore.ITEM, AttributeValue.fromS("breaker"));
    }
}
