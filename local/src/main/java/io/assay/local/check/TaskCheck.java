package io.assay.local.check;

import io.assay.core.CaseFile;
import io.assay.core.ReviewTask;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Whether people find what waits for them: each open task is listed, and no other. */
final class TaskCheck {
    private final DynamoDbClient dynamoDb;
    private final String table;

    TaskCheck(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    List<String> problems(Collection<CaseFile> files) {
        Set<String> listed = dynamoDb
                .scanPaginator(
                        request -> request.tableName(table).consistentRead(true).projectionExpression("taskId"))
                .items()
                .stream()
                .map(item -> Objects.requireNonNull(item.get("taskId")).s())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> open = files.stream()
                .flatMap(file -> file.tasks().stream())
                .filter(ReviewTask::open)
                .map(ReviewTask::id)
                .collect(Collectors.toCollection(TreeSet::new));
        List<String> problems = new ArrayList<>();
        open.stream()
                .filter(task -> !listed.contains(task))
                .forEach(task -> problems.add("task " + task + " is open and nobody finds it in a list"));
        listed.stream()
                .filter(task -> !open.contains(task))
                .forEach(task -> problems.add("task " + task + " is listed and not open"));
        return problems;
    }
}
