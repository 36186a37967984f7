package io.assay.local.gateway.iam;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.BiPredicate;

/** The condition operators that are understood, each with the test of one actual against one expected value. */
enum Comparison {
    STRING_EQUALS("StringEquals", false, String::equals),
    STRING_NOT_EQUALS("StringNotEquals", true, String::equals),
    STRING_EQUALS_IGNORE_CASE("StringEqualsIgnoreCase", false, String::equalsIgnoreCase),
    STRING_NOT_EQUALS_IGNORE_CASE("StringNotEqualsIgnoreCase", true, String::equalsIgnoreCase),
    STRING_LIKE("StringLike", false, Comparison::like),
    STRING_NOT_LIKE("StringNotLike", true, Comparison::like),
    ARN_EQUALS("ArnEquals", false, Comparison::like),
    ARN_NOT_EQUALS("ArnNotEquals", true, Comparison::like),
    ARN_LIKE("ArnLike", false, Comparison::like),
    ARN_NOT_LIKE("ArnNotLike", true, Comparison::like),
    BOOL("Bool", false, String::equalsIgnoreCase),
    NUMERIC_EQUALS("NumericEquals", false, (a, e) -> number(a, e) == 0),
    NUMERIC_NOT_EQUALS("NumericNotEquals", true, (a, e) -> number(a, e) == 0),
    NUMERIC_LESS_THAN("NumericLessThan", false, (a, e) -> number(a, e) < 0),
    NUMERIC_LESS_THAN_EQUALS("NumericLessThanEquals", false, (a, e) -> number(a, e) <= 0),
    NUMERIC_GREATER_THAN("NumericGreaterThan", false, (a, e) -> number(a, e) > 0),
    NUMERIC_GREATER_THAN_EQUALS("NumericGreaterThanEquals", false, (a, e) -> number(a, e) >= 0);

    private final String operator;
    private final boolean negated;
    // Method references and lambdas without state.
    @SuppressWarnings("ImmutableEnumChecker")
    private final BiPredicate<String, String> positive;

    Comparison(String operator, boolean negated, BiPredicate<String, String> positive) {
        this.operator = operator;
        this.negated = negated;
        this.positive = positive;
    }

    static Optional<Comparison> named(String operator) {
        for (Comparison each : values()) if (each.operator.equals(operator)) return Optional.of(each);
        return Optional.empty();
    }

    /** Whether "not": such an operator holds when no expected value matches, and when the key is absent. */
    boolean negated() {
        return negated;
    }

    /** Whether the value compares, before any "not". */
    boolean matches(String actual, String expected) {
        return positive.test(actual, expected);
    }

    private static boolean like(String actual, String pattern) {
        return new Wildcard(pattern).matches(actual);
    }

    private static int number(String actual, String expected) {
        return new BigDecimal(actual).compareTo(new BigDecimal(expected));
    }
}
