package io.assay.core.verdict;

import java.util.Locale;

/**
 * What would bring a verdict that is not there yet.
 *
 * @param n   how many more
 * @param of  of what
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
}
