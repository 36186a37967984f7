package io.assay.local.host;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A filter of an event source, as EventBridge writes patterns: objects go down, a list is met when one of its rules is.
 * Rules: a scalar (equal), {@code prefix}, {@code suffix}, {@code exists}, {@code anything-but} with scalars.
 */
final class EventPattern {

    private static final Set<String> RULES = Set.of("prefix", "suffix", "exists", "anything-but");

    private final Map<?, ?> pattern;

    private EventPattern(Map<?, ?> pattern) {
        this.pattern = pattern;
    }

    /** @throws IllegalArgumentException if the pattern is no JSON object or uses a rule that is not known here */
    static EventPattern parse(String json) {
        try {
            if (Json.parse(json.getBytes(StandardCharsets.UTF_8)) instanceof Map<?, ?> pattern) {
                check(pattern, json);
                return new EventPattern(pattern);
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("template: event filter is not JSON: " + json, e);
        }
        throw new IllegalArgumentException("template: event filter must be a JSON object: " + json);
    }

    boolean matches(Map<?, ?> event) {
        return matches(pattern, event);
    }

    private static boolean matches(Map<?, ?> pattern, @Nullable Object value) {
        Map<?, ?> event = value instanceof Map<?, ?> map ? map : Map.of();
        return pattern.entrySet().stream().allMatch(entry -> {
            Object found = event.get(entry.getKey());
            return switch (entry.getValue()) {
                case Map<?, ?> deeper -> matches(deeper, found);
                case List<?> rules ->
                    rules.stream().anyMatch(rule -> meets(rule, found, event.containsKey(entry.getKey())));
                case null, default -> false;
            };
        });
    }

    private static boolean meets(@Nullable Object rule, @Nullable Object value, boolean present) {
        if (value instanceof List<?> several) {
            return several.stream().anyMatch(one -> meets(rule, one, present));
        }
        if (!(rule instanceof Map<?, ?> named)) {
            return present && same(rule, value);
        }
        Map.Entry<?, ?> only = named.entrySet().iterator().next();
        Object operand = only.getValue();
        return switch (String.valueOf(only.getKey())) {
            case "prefix" -> value instanceof String text && text.startsWith(String.valueOf(operand));
            case "suffix" -> value instanceof String text && text.endsWith(String.valueOf(operand));
            case "exists" -> Boolean.TRUE.equals(operand) == present;
            default -> present && !anyOf(operand, value);
        };
    }

    private static boolean anyOf(@Nullable Object operand, @Nullable Object value) {
        return operand instanceof List<?> list ? list.stream().anyMatch(one -> same(one, value)) : same(operand, value);
    }

    private static boolean same(@Nullable Object a, @Nullable Object b) {
        if (a instanceof Number && b instanceof Number) {
            return new BigDecimal(a.toString()).compareTo(new BigDecimal(b.toString())) == 0;
        }
        return a == null ? b == null : a.equals(b);
    }

    private static void check(Map<?, ?> pattern, String json) {
        pattern.forEach((name, value) -> {
            switch (value) {
                case Map<?, ?> deeper -> check(deeper, json);
                case List<?> rules ->
                    rules.forEach(rule -> {
                        if (rule instanceof Map<?, ?> named
                                && (named.size() != 1
                                        || !RULES.contains(String.valueOf(
                                                named.keySet().iterator().next())))) {
                            throw new IllegalArgumentException("template: event filter rule " + Json.text(named)
                                    + " is not one of " + RULES + ": " + json);
                        }
                    });
                case null, default ->
                    throw new IllegalArgumentException(
                            "template: event filter: " + name + " needs an object or a list: " + json);
            }
        });
    }
}
