package io.assay.core.verdict;

import java.util.Locale;

/**
 * What would bring a verdict that is not there yet.
 *
 * @param n   how many more; of inputs, how many
 * @param of  of what; of inputs, their names
 * @param why a clause for a person
 */
public record Need(Kind kind, long n, String of, String why) {

    public enum Kind {
        ROWS,
        LABELS,
        INPUTS,
        REFITS,
        DOUBLE_REVIEW;

        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** As a sentence names it, for example {@code 2,959 more reviewed rows}. */
    String text() {
        return switch (kind) {
            case ROWS, LABELS, REFITS -> Figures.count(n) + " more " + of;
            case DOUBLE_REVIEW -> Figures.count(n) + " " + of;
            case INPUTS -> "closer figures for " + of;
        };
    }
}
