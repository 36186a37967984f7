package io.assay.local.gateway;

import io.assay.local.gateway.iam.Permissions;
import io.assay.local.template.Stack;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The condition keys that a DynamoDB request carries: {@code dynamodb:LeadingKeys}, the partition keys it touches, and
 * {@code dynamodb:Attributes}, the top-level attributes it names. They cost a look at the whole request, so they are
 * worked out only when some policy asks for them.
 */
final class RequestKeys {
    private static final Set<String> FIELDS = Set.of(
            "Key",
            "Item",
            "KeyConditionExpression",
            "FilterExpression",
            "ConditionExpression",
            "UpdateExpression",
            "ProjectionExpression",
            "ExpressionAttributeNames",
            "ExpressionAttributeValues",
            "AttributesToGet");
    private static final List<String> EXPRESSIONS = List.of(
            "KeyConditionExpression",
            "FilterExpression",
            "ConditionExpression",
            "UpdateExpression",
            "ProjectionExpression");
    /** A path in an expression, unless a function's name (a bracket follows), a placeholder of a value, or a nested part. */
    private static final Pattern PATH = Pattern.compile("(?<![\\w.:#])([A-Za-z_#][\\w-]*)(?!\\w*\\s*\\()");

    private static final Set<String> WORDS =
            Set.of("AND", "OR", "NOT", "BETWEEN", "IN", "SET", "REMOVE", "ADD", "DELETE");

    private final Stack stack;
    private final boolean asked;

    RequestKeys(Stack stack, Permissions permissions) {
        this.stack = stack;
        this.asked = permissions.asksFor("dynamodb:leadingkeys") || permissions.asksFor("dynamodb:attributes");
    }

    /** The fields that the keys need besides the wanted ones. */
    Set<String> and(Set<String> wanted) {
        if (!asked) return wanted;
        Set<String> all = new HashSet<>(wanted);
        all.addAll(FIELDS);
        return all;
    }

    /** The keys of one table's part of {@code RequestItems}. */
    Map<String, List<String>> ofBatch(String table, @Nullable Object part) {
        if (!asked) return Map.of();
        List<Map<String, List<String>>> each = new ArrayList<>();
        if (part instanceof Map<?, ?> gets) {
            each.add(of(table, gets));
            if (gets.get("Keys") instanceof List<?> keys)
                for (Object key : keys) each.add(of(table, Map.of("Key", key)));
        }
        if (part instanceof List<?> writes)
            for (Object write : writes)
                if (write instanceof Map<?, ?> kinds)
                    for (Object inner : kinds.values()) if (inner instanceof Map<?, ?> map) each.add(of(table, map));
        Map<String, List<String>> merged = new HashMap<>();
        for (Map<String, List<String>> one : each)
            one.forEach((key, values) ->
                    merged.computeIfAbsent(key, k -> new ArrayList<>()).addAll(values));
        return merged;
    }

    Map<String, List<String>> of(String table, Map<?, ?> part) {
        if (!asked) return Map.of();
        Map<?, ?> names = part.get("ExpressionAttributeNames") instanceof Map<?, ?> map ? map : Map.of();
        Set<String> attributes = new TreeSet<>();
        for (String field : List.of("Key", "Item"))
            if (part.get(field) instanceof Map<?, ?> map) map.keySet().forEach(name -> attributes.add(name.toString()));
        if (part.get("AttributesToGet") instanceof List<?> list)
            list.forEach(name -> attributes.add(String.valueOf(name)));
        for (String field : EXPRESSIONS)
            if (part.get(field) instanceof String expression) addPaths(expression, names, attributes);
        Map<String, List<String>> context = new HashMap<>();
        if (!attributes.isEmpty()) context.put("dynamodb:attributes", List.copyOf(attributes));
        List<String> leading = leadingKeys(partitionKey(table, part.get("IndexName")), part, names);
        if (!leading.isEmpty()) context.put("dynamodb:leadingkeys", leading);
        return context;
    }

    private static List<String> leadingKeys(String partitionKey, Map<?, ?> part, Map<?, ?> names) {
        for (String field : List.of("Key", "Item"))
            if (part.get(field) instanceof Map<?, ?> map && map.get(partitionKey) instanceof Map<?, ?> value)
                return plain(value);
        if (part.get("KeyConditionExpression") instanceof String expression
                && part.get("ExpressionAttributeValues") instanceof Map<?, ?> values) {
            Matcher equals = Pattern.compile("([\\w#.-]+)\\s*=\\s*(:\\w+)").matcher(expression);
            while (equals.find()) {
                Object name = names.get(equals.group(1));
                if ((name == null ? equals.group(1) : name).equals(partitionKey)
                        && values.get(equals.group(2)) instanceof Map<?, ?> value) return plain(value);
            }
        }
        return List.of();
    }

    /** An attribute value without its type. */
    private static List<String> plain(Map<?, ?> value) {
        return value.values().stream().map(String::valueOf).toList();
    }

    private static void addPaths(String expression, Map<?, ?> names, Set<String> attributes) {
        Matcher path = PATH.matcher(expression);
        while (path.find()) {
            String word = path.group(1);
            Object name = names.get(word);
            if (name != null) attributes.add(name.toString());
            else if (!WORDS.contains(word.toUpperCase(Locale.ROOT))) attributes.add(word);
        }
    }

    private String partitionKey(String table, @Nullable Object index) {
        for (Stack.Table each : stack.tables()) {
            if (!each.name().equals(table)) continue;
            for (Stack.Index one : each.indexes()) if (one.name().equals(index)) return one.partitionKey();
            return each.partitionKey();
        }
        return "";
    }
}
