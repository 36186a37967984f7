package io.assay.priming;

import io.assay.core.Fields;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The sample world's tables, read as DynamoDB's wire has them. A query gets the items that hold one of its values, which
 * is enough for its partition key; what else it asks for is not looked at.
 */
final class CannedTables {
    private static final Set<String> WRITES = Set.of("PutItem", "DeleteItem", "TransactWriteItems", "BatchWriteItem");
    private static final String CASES = "TABLE_CASES";

    private final Fields byVariable;
    private final Map<String, String> variableOf = new HashMap<>();

    /**
     * @param byVariable lists of items, under the variable that names their table to a function
     * @param variables  the function's own
     */
    CannedTables(Fields byVariable, Map<String, String> variables) {
        this.byVariable = byVariable;
        byVariable.map().keySet().stream()
                .filter(variables::containsKey)
                .forEach(variable -> variableOf.put(variables.getOrDefault(variable, ""), variable));
    }

    Map<String, Object> answer(String operation, Map<String, Object> request) {
        Fields asked = new Fields(request);
        return switch (operation) {
            case "Query", "Scan" -> {
                List<Map<String, Object>> found = having(
                        asked.text("TableName"),
                        asked.optionalMap("ExpressionAttributeValues").orElse(Map.of()));
                yield Map.of("Items", found, "Count", found.size(), "ScannedCount", found.size());
            }
            case "GetItem" -> one(asked, "Item");
            case "BatchGetItem" -> batch(asked.fields("RequestItems"));
            case "UpdateItem" -> asked.optionalText("ReturnValues").isPresent() ? one(asked, "Attributes") : Map.of();
            case String write when WRITES.contains(write) -> Map.of();
            default -> throw new IllegalArgumentException("priming knows no answer to DynamoDB." + operation);
        };
    }

    /** The lines of every history. */
    Stream<String> lines() {
        return items(CASES).map(item -> new Fields(item).fields("line").text("S"));
    }

    private Map<String, Object> one(Fields asked, String name) {
        return item(asked.text("TableName"), asked.fields("Key"))
                .map(item -> Map.<String, Object>of(name, item))
                .orElse(Map.of());
    }

    private Map<String, Object> batch(Fields tables) {
        Map<String, Object> found = new HashMap<>();
        for (String table : tables.map().keySet()) {
            found.put(
                    table,
                    tables.fields(table).list("Keys").stream()
                            .flatMap(key -> item(table, key).stream())
                            .toList());
        }
        return Map.of("Responses", found, "UnprocessedKeys", Map.of());
    }

    private Optional<Map<String, Object>> item(String table, Fields key) {
        return items(variable(table))
                .filter(item -> item.entrySet().containsAll(key.map().entrySet()))
                .findFirst();
    }

    private List<Map<String, Object>> having(String table, Map<String, Object> values) {
        return items(variable(table))
                .filter(item -> item.values().stream().anyMatch(values::containsValue))
                .toList();
    }

    private Stream<Map<String, Object>> items(String variable) {
        return byVariable.list(variable).stream().map(Fields::map);
    }

    private String variable(String table) {
        String variable = variableOf.get(table);
        if (variable == null) {
            throw new IllegalArgumentException("priming knows no table " + table);
        }
        return variable;
    }
}
