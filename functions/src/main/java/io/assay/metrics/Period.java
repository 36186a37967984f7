package io.assay.metrics;

import io.assay.http.Problem;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/**
 * The days that are asked for, both included.
 *
 * @param from not after {@code to}; at most {@value #MAX_DAYS} days in all
 */
record Period(LocalDate from, LocalDate to) {
    static final int MAX_DAYS = 92;
    private static final int DEFAULT_DAYS = 7;

    /**
     * @param query {@code from} and {@code to} as ISO 8601 dates; a missing {@code to} is today, a missing {@code from}
     *     lets the period have seven days
     * @throws Problem 400 that says what to send instead
     */
    static Period of(Map<String, String> query, LocalDate today) {
        LocalDate to = day(query, "to").orElse(today);
        LocalDate from = day(query, "from").orElseGet(() -> to.minusDays(DEFAULT_DAYS - 1));
        if (from.isAfter(to)) {
            throw Problem.at(
                    400, "invalid-period", Problem.In.QUERY, "from", "The query parameter from is after to; swap them");
        }
        long days = ChronoUnit.DAYS.between(from, to) + 1;
        if (days > MAX_DAYS) {
            throw Problem.at(
                    400,
                    "invalid-period",
                    Problem.In.QUERY,
                    "from",
                    "The period has " + days + " days; ask for at most " + MAX_DAYS + " at a time");
        }
        return new Period(from, to);
    }

    private static Optional<LocalDate> day(Map<String, String> query, String name) {
        try {
            return Optional.ofNullable(query.get(name)).map(LocalDate::parse);
        } catch (DateTimeParseException e) {
            throw Problem.at(
                    400,
                    "invalid-period",
                    Problem.In.QUERY,
                    name,
                    "The query parameter " + name + " is not a date; send it as YYYY-MM-DD, for example 2026-01-31");
        }
    }
}
