package io.assay.aws;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** Reads an index of the table {@code Reviews} page by page, several partitions merged into one order by due time. */
record TaskQuery(DynamoDbClient dynamoDb, String table, String index, String key, List<String> partitions) {

    private record Found(int partition, Item item) {
        String due() {
            return item.text(ReviewTasks.DUE);
        }
    }

    /**
     * @param size   at least 1
     * @throws IllegalArgumentException if the text is no cursor
     */
    TaskPage page(int size, Optional<String> cursor) {
        TaskCursor from = cursor.map(TaskCursor::decode).orElse(TaskCursor.START);
        List<Found> found = new ArrayList<>();
        for (int partition = 0; partition < partitions.size(); partition++) {
            found.addAll(read(partition, from, size));
        }
        found.sort(Comparator.comparing(Found::due)); // stable: each partition's own order stays
        List<Found> page = found.subList(0, Math.min(size, found.size()));
        return new TaskPage(
                page.stream().map(task -> ReviewTasks.listed(task.item())).toList(),
                found.size() > size ? Optional.of(after(from, page).encode()) : Optional.empty());
    }

    /** One more than fits, to know whether there is another page. */
    private List<Found> read(int partition, TaskCursor from, int size) {
        QueryRequest.Builder query = QueryRequest.builder()
                .tableName(table)
                .indexName(index)
                .keyConditionExpression("#key = :key")
                .expressionAttributeNames(Map.of("#key", key))
                .expressionAttributeValues(Map.of(":key", AttributeValue.fromS(partitions.get(partition))))
                .limit(size + 1);
        TaskCursor.Position position = from.positions().get(partition);
        if (position != null) {
            query.exclusiveStartKey(Map.of(
                    key,
                    AttributeValue.fromS(partitions.get(partition)),
                    ReviewTasks.DUE,
                    AttributeValue.fromS(position.due()),
                    ReviewTasks.TASK,
                    AttributeValue.fromS(position.taskId())));
        }
        return dynamoDb.query(query.build()).items().stream()
                .map(item -> new Found(partition, new Item(item)))
                .toList();
    }

    private static TaskCursor after(TaskCursor from, List<Found> page) {
        Map<Integer, TaskCursor.Position> positions = new HashMap<>(from.positions());
        page.forEach(task -> positions.put(
                task.partition(),
                new TaskCursor.Position(task.due(), task.item().text(ReviewTasks.TASK))));
        return new TaskCursor(positions);
    }
}
