package io.assay.local.assess.training;

import java.util.Locale;
import java.util.OptionalLong;

/**
 * Something in a training file that a job would fail on, or learn wrongly from.
 *
 * @param line   counted from 1; empty: the file as a whole
 * @param what   what was found; no text of a case
 * @param remedy what to do
 */
public record Finding(Rule rule, OptionalLong line, String what, String remedy) {

    /** An error stops a job before it costs anything; a warning is told. */
    public enum Severity {
        ERROR,
        WARNING
    }

    /** What is looked for. */
    public enum Rule {
        JSON(Severity.ERROR),
        SCHEMA_VERSION(Severity.ERROR),
        SHAPE(Severity.ERROR),
        TOOLS(Severity.ERROR),
        VALIDATION_SET(Severity.ERROR),
        RECORDS(Severity.ERROR),
        TOKENS(Severity.ERROR),
        RESERVED(Severity.ERROR),
        TARGET(Severity.ERROR),
        SERVING_PROMPT(Severity.ERROR),
        LEAKAGE(Severity.ERROR),
        PERSONAL_DATA(Severity.ERROR),
        DUPLICATE(Severity.WARNING),
        CONFLICT(Severity.WARNING),
        BALANCE(Severity.WARNING);

        private final Severity severity;

        Rule(Severity severity) {
            this.severity = severity;
        }

        public Severity severity() {
            return severity;
        }

        /** Stable, for example {@code personal-data}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    static Finding at(long line, Rule rule, String what, String remedy) {
        return new Finding(rule, OptionalLong.of(line), what, remedy);
    }

    static Finding ofFile(Rule rule, String what, String remedy) {
        return new Finding(rule, OptionalLong.empty(), what, remedy);
    }

    public boolean stops() {
        return rule.severity() == Severity.ERROR;
    }

    /** For a person, on one line. */
    public String text() {
        String place = line.isPresent() ? "line " + line.getAsLong() : "file";
        return "%s, %s (%s): %s; %s"
                .formatted(place, rule.severity().name().toLowerCase(Locale.ROOT), rule.word(), what, remedy);
    }
}
