package io.assay.local.gateway.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One line of a {@code Condition} block. Semantics after the IAM user guide, "Condition operators" and "Multivalued
 * context keys": several expected values are alternatives, an absent key fails unless the operator is negated, ends in
 * {@code IfExists} or begins with {@code ForAllValues}.
 *
 * @param quantifier how a key with several values is compared
 * @param comparison null: the {@code Null} operator, whose expected value says whether the key must be absent
 * @param key        lower case
 */
record Condition(
        Quantifier quantifier, @Nullable Comparison comparison, boolean ifExists, String key, List<String> expected) {

    enum Quantifier {
        NONE,
        ALL,
        ANY
    }

    /** The keys that the gateway can give a value; a condition on any other would be decided at random. */
    private static final Set<String> KEYS = Set.of(
            "aws:securetransport",
            "aws:resourceaccount",
            "aws:principalaccount",
            "aws:principalarn",
            "s3:prefix",
            "s3:object-lock-mode",
            "s3:object-lock-retain-until-date",
            "s3:object-lock-remaining-retention-days",
            "s3:object-lock-legal-hold",
            "dynamodb:leadingkeys",
            "dynamodb:attributes");

    /**
     * Reads a {@code Condition} block.
     *
     * @throws IllegalArgumentException naming an operator or key that is not understood
     */
    static List<Condition> all(Object block, String where) {
        List<Condition> conditions = new ArrayList<>();
        Policies.map(block, where + " Condition")
                .forEach((operator, keys) -> Policies.map(keys, where + " Condition " + operator)
                        .forEach((key, values) -> conditions.add(
                                one(operator, key, Policies.strings(values, where + " Condition " + key), where))));
        return List.copyOf(conditions);
    }

    private static Condition one(String operator, String key, List<String> expected, String where) {
        String name = key.toLowerCase(Locale.ROOT);
        if (!KEYS.contains(name))
            throw new IllegalArgumentException(where + ": condition key " + key + " is not understood; known are "
                    + KEYS.stream().sorted().toList());
        Policies.refuseVariables(expected, where);
        Quantifier quantifier = Quantifier.NONE;
        String rest = operator;
        if (rest.startsWith("ForAllValues:")) {
            quantifier = Quantifier.ALL;
            rest = rest.substring("ForAllValues:".length());
        } else if (rest.startsWith("ForAnyValue:")) {
            quantifier = Quantifier.ANY;
            rest = rest.substring("ForAnyValue:".length());
        }
        if (rest.equals("Null") && quantifier == Quantifier.NONE)
            return new Condition(quantifier, null, false, name, expected);
        boolean ifExists = rest.endsWith("IfExists");
        if (ifExists) rest = rest.substring(0, rest.length() - "IfExists".length());
        Comparison comparison = Comparison.named(rest)
                .orElseThrow(() -> new IllegalArgumentException(
                        where + ": condition operator " + operator + " is not understood"));
        return new Condition(quantifier, comparison, ifExists, name, expected);
    }

    boolean holds(Map<String, List<String>> context) {
        List<String> actual = context.get(key);
        if (comparison == null) return expected.contains(actual == null ? "true" : "false");
        if (actual == null || actual.isEmpty())
            return switch (quantifier) {
                case ALL -> true;
                case ANY -> ifExists;
                case NONE -> ifExists || comparison.negated();
            };
        return switch (quantifier) {
            case ALL -> actual.stream().allMatch(value -> passes(comparison, value));
            case ANY -> actual.stream().anyMatch(value -> passes(comparison, value));
            case NONE ->
                comparison.negated()
                        ? actual.stream().allMatch(value -> passes(comparison, value))
                        : actual.stream().anyMatch(value -> passes(comparison, value));
        };
    }

    private boolean passes(Comparison by, String value) {
        return by.negated() != expected.stream().anyMatch(each -> by.matches(value, each));
    }
}
