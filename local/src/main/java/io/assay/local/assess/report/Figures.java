package io.assay.local.assess.report;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Numbers and the user's texts as a report shows them. */
final class Figures {
    /** Stands for what is not known or does not exist. */
    static final String NONE = "–";

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK);
    private static final double EXPONENT_FROM = 1e10;
    /**
     * Control characters but the line feed, and those that turn the direction of writing: a terminal or a browser would
     * obey them.
     */
    private static final Pattern OBEYED =
            Pattern.compile("[\\p{Cntrl}\\u0080-\\u009F\\u202A-\\u202E\\u2066-\\u2069\\uFFFE\\uFFFF&&[^\n]]");

    private static final Pattern SPACE = Pattern.compile("\\s+");

    private Figures() {}

    /** For example {@code 1,688}; with cents below 100, with hundredths of a cent below 1. */
    static String usd(double amount) {
        double size = Math.abs(amount);
        return number(amount, size == 0 || size >= 100 ? "%,.0f" : size >= 1 ? "%.2f" : "%.4f");
    }

    /** The same in at most {@code width} characters, which must be at least 8: with an exponent where it would be longer. */
    static String usd(double amount, int width) {
        String text = usd(amount);
        return text.length() <= width ? text : number(amount, "%.1e");
    }

    /** A whole number, for example {@code 20,000}. */
    static String count(double number) {
        return number(number, "%,.0f");
    }

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** A measured value of unknown size: no more digits than it has, at most four behind the point. */
    static String value(double value) {
        String text = number(value, Math.abs(value) >= 1000 ? "%,.0f" : Math.abs(value) >= 1 ? "%.2f" : "%.4f");
        return text.indexOf('.') < 0 || text.contains("e") ? text : text.replaceFirst("\\.?0+$", "");
    }

    /** A share with one decimal, but never {@code 100 %} for less than all or {@code 0 %} for more than nothing. */
    static String percent(double share) {
        if (!Double.isFinite(share)) {
            return NONE;
        }
        double percent = 100 * share;
        if (share > 0 && percent < 0.05) {
            return "under 0.1 %";
        }
        double shown = share < 1 && percent >= 99.95 ? 99.9 : percent;
        return number(shown, "%.1f").replaceFirst("\\.0$", "") + " %";
    }

    /** A share in per cent with one decimal, without its sign, for a column of them. */
    static String tenths(double share) {
        return number(100 * share, "%.1f");
    }

    /** How many of 100, in whole cases, as {@link #percent} never all or none where it is not so. */
    static String ofHundred(double share) {
        if (share > 0 && share < 0.005) {
            return "fewer than 1";
        }
        return count(share < 1 ? Math.min(99, Math.round(100 * share)) : 100);
    }

    /** A ratio such as an area, three decimals. */
    static String ratio(double ratio) {
        return number(ratio, "%.3f");
    }

    /** A probability that may be very small. */
    static String probability(double p) {
        return p > 0 && p < 0.0001 ? "under 0.0001" : value(p);
    }

    static String day(LocalDate day) {
        return DAY.format(day);
    }

    /** A report without characters that a terminal or a browser would obey; the user's texts may hold any. */
    static String clean(String report) {
        return OBEYED.matcher(report).replaceAll(" ");
    }

    /** On one line, at most {@code most} characters, the last an ellipsis where some are missing. */
    static String shortened(String words, int most) {
        String text = SPACE.matcher(words.strip()).replaceAll(" ");
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
        return text.substring(0, end) + "…";
    }

    /** A paragraph whose words have at most {@code most} characters each. */
    static String wordsShortened(String paragraph, int most) {
        return SPACE.splitAsStream(paragraph.strip())
                .map(word -> shortened(word, most))
                .collect(Collectors.joining(" "));
    }

    private static String number(double number, String format) {
        if (!Double.isFinite(number)) {
            return NONE;
        }
        String text = String.format(Locale.ROOT, Math.abs(number) >= EXPONENT_FROM ? "%.2e" : format, number);
        return text.replaceFirst("^-", "−").replaceFirst("^−(0(\\.0+)?)$", "$1");
    }
}
