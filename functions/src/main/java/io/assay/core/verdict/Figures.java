package io.assay.core.verdict;

import java.util.Locale;

/** Numbers as sentences say them. */
final class Figures {
    private static final double CENTS_BELOW = 100;

    private Figures() {}

    /** For example {@code 1,688}; with cents below 100. */
    static String usd(double amount) {
        return String.format(Locale.ROOT, Math.abs(amount) < CENTS_BELOW ? "%,.2f" : "%,.0f", amount);
    }

    static String count(double number) {
        return String.format(Locale.ROOT, "%,.0f", number);
    }

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
