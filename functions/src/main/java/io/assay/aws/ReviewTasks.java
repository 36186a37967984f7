package io.assay.aws;

import io.assay.core.CaseFile;
import io.assay.core.CaseId;
import io.assay.core.ReviewTask;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * The open tasks: table {@code Reviews}, partition {@code taskId}. A projection for lists, claims and reminders; whether
 * a task is open, and who decided it, only the event log says.
 */
public final class ReviewTasks {
    static final String TASK = "taskId";
    static final String GROUP_SHARD = "groupShard";
    static final String CLAIMANT = "claimant";
    static final String DUE = "due";

    /** Two partitions a group and for the checks, so that a busy group does not meet one partition's limit. */
    public static final int SHARDS = 2;

    private static final String CHECK_SHARD = "checkShard";
    private static final String CHECK_AT = "checkAt";
    /** Always three digits of a second, so that texts sort as times do. */
    private static final DateTimeFormatter SORTABLE =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private final DynamoDbClient dynamoDb;
    private final String table;

    public ReviewTasks(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    /** In whose hands a task is. */
    public enum Holding {
        MINE,
        NOBODYS,
        SOMEBODY_ELSES,
        /** It is not listed: decided, or not listed yet. */
        UNLISTED
    }

    /** Lists a task that the history says is open; one that is listed stays as it is, with its claim. */
    public void open(CaseFile file, ReviewTask task) {
        try {
            dynamoDb.putItem(PutItemRequest.builder()
                    .tableName(table)
                    .item(item(ListedTask.of(file, task, Optional.empty()), task))
                    .conditionExpression("attribute_not_exists(taskId)")
                    .build());
        } catch (ConditionalCheckFailedException listed) {
            return; // by an earlier delivery
        }
    }

    /** In whose hands the task is, read consistently. */
    public Holding holding(String taskId, String person) {
        Map<String, AttributeValue> item = dynamoDb.getItem(GetItemRequest.builder()
                        .tableName(table)
                        .consistentRead(true)
                        .key(key(taskId))
                        .build())
                .item();
        return holding(item, person);
    }

    /** Takes the task unless somebody else has it; {@link Holding#MINE} when it is taken. */
    public Holding claim(String taskId, String person) {
        return update(
                taskId,
                "SET claimant = :me",
                "attribute_exists(taskId) AND (attribute_not_exists(claimant) OR claimant = :me)",
                person,
                Holding.MINE);
    }

    /** Puts the task back if the person has it; {@link Holding#NOBODYS} when nobody has it now. */
    public Holding release(String taskId, String person) {
        return update(taskId, "REMOVE claimant", "claimant = :me", person, Holding.NOBODYS);
    }

    /** Takes the task off the lists. */
    public void close(String taskId) {
        dynamoDb.deleteItem(
                DeleteItemRequest.builder().tableName(table).key(key(taskId)).build());
    }

    /** A group's open tasks, those due first coming first. */
    public TaskPage ofGroup(String group, int size, Optional<String> cursor) {
        List<String> shards = List.of(shard(group, 0), shard(group, 1));
        return new TaskQuery(dynamoDb, table, "by-group", GROUP_SHARD, shards).page(size, cursor);
    }

    /** What a person has claimed, due first. */
    public TaskPage claimedBy(String person, int size, Optional<String> cursor) {
        return new TaskQuery(dynamoDb, table, "by-claimant", CLAIMANT, List.of(person)).page(size, cursor);
    }

    /**
     * Tasks whose promised time has to be looked at, the longest overdue first. The index may lag behind.
     *
     * @param shard below {@link #SHARDS}
     */
    public List<String> toCheck(int shard, Instant now, int limit) {
        return dynamoDb
                .queryPaginator(QueryRequest.builder()
                        .tableName(table)
                        .indexName("by-check")
                        .keyConditionExpression("checkShard = :shard AND checkAt <= :now")
                        .expressionAttributeValues(Map.of(
                                ":shard", AttributeValue.fromS(Integer.toString(shard)),
                                ":now", AttributeValue.fromS(text(now))))
                        .limit(limit)
                        .build())
                .items()
                .stream()
                .limit(limit)
                .map(item -> new Item(item).text(TASK))
                .toList();
    }

    /** Notes when the task has to be looked at next, if it is listed. */
    public void checkNext(ReviewTask task) {
        UpdateItemRequest.Builder update = UpdateItemRequest.builder()
                .tableName(table)
                .key(key(task.id()))
                .conditionExpression("attribute_exists(taskId)");
        task.nextCheck()
                .ifPresentOrElse(
                        at -> update.updateExpression("SET checkAt = :at")
                                .expressionAttributeValues(Map.of(":at", AttributeValue.fromS(text(at)))),
                        () -> update.updateExpression("REMOVE checkShard, checkAt"));
        try {
            dynamoDb.updateItem(update.build());
        } catch (ConditionalCheckFailedException unlisted) {
            return; // decided meanwhile
        }
    }

    private Holding update(String taskId, String update, String condition, String person, Holding done) {
        try {
            dynamoDb.updateItem(UpdateItemRequest.builder()
                    .tableName(table)
                    .key(key(taskId))
                    .updateExpression(update)
                    .conditionExpression(condition)
                    .expressionAttributeValues(Map.of(":me", AttributeValue.fromS(person)))
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                    .build());
            return done;
        } catch (ConditionalCheckFailedException refused) {
            return holding(refused.hasItem() ? refused.item() : Map.of(), person);
        }
    }

    private static Holding holding(Map<String, AttributeValue> item, String person) {
        if (item.isEmpty()) {
            return Holding.UNLISTED;
        }
        return new Item(item)
                .optionalText(CLAIMANT)
                .map(claimant -> claimant.equals(person) ? Holding.MINE : Holding.SOMEBODY_ELSES)
                .orElse(Holding.NOBODYS);
    }

    private static Map<String, AttributeValue> item(ListedTask listed, ReviewTask task) {
        int shard = Math.floorMod(listed.taskId().hashCode(), SHARDS);
        Map<String, AttributeValue> item = new HashMap<>(Item.write()
                .text(TASK, listed.taskId())
                .text("caseId", listed.caseId().value())
                .text("workflow", listed.workflow())
                .text("group", listed.group())
                .text(GROUP_SHARD, shard(listed.group(), shard))
                .text("opened", text(listed.opened()))
                .text(DUE, text(listed.due()))
                .texts("reasons", listed.reasons())
                .truth("blind", listed.blind())
                .truth("qualitySample", listed.qualitySample())
                .done());
        task.nextCheck().ifPresent(at -> {
            item.put(CHECK_SHARD, AttributeValue.fromS(Integer.toString(shard)));
            item.put(CHECK_AT, AttributeValue.fromS(text(at)));
        });
        return item;
    }

    static ListedTask listed(Item item) {
        return new ListedTask(
                item.text(TASK),
                new CaseId(item.text("caseId")),
                item.text("workflow"),
                item.text("group"),
                Instant.parse(item.text("opened")),
                Instant.parse(item.text(DUE)),
                item.texts("reasons"),
                item.truth("blind"),
                item.truth("qualitySample"),
                item.optionalText(CLAIMANT));
    }

    private static String shard(String group, int shard) {
        return group + "#" + shard;
    }

    private static Map<String, AttributeValue> key(String taskId) {
        return Map.of(TASK, AttributeValue.fromS(taskId));
    }

    private static String text(Instant at) {
        return SORTABLE.format(at);
    }
}
