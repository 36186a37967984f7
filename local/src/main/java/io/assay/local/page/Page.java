package io.assay.local.page;

import java.util.Locale;

/** Plain text at most {@value #WIDTH} columns wide. */
public final class Page {
    public static final int WIDTH = 80;
    private static final int BAR = 30;

    private final StringBuilder text = new StringBuilder();

    public Page heading(String title) {
        text.append('\n').append(title.toUpperCase(Locale.ROOT)).append('\n');
        return this;
    }

    public Page rule() {
        text.append("─".repeat(WIDTH)).append('\n');
        return this;
    }

    /** A paragraph, broken between words. */
    public Page say(int indent, String words) {
        return hang(" ".repeat(indent), words);
    }

    /** A paragraph that begins with {@code first}; what follows is indented as far. */
    public Page hang(String first, String words) {
        StringBuilder line = new StringBuilder(first);
        int start = first.length();
        for (String word : words.strip().split("\\s+", -1)) {
            if (line.length() > start && line.length() + 1 + word.length() > WIDTH) {
                text.append(line).append('\n');
                line = new StringBuilder(" ".repeat(start));
            }
            line.append(line.length() > start ? " " : "").append(word);
        }
        text.append(line).append('\n');
        return this;
    }

    /** A line that stands as it is, for tables. */
    public Page row(String line) {
        text.append(line.stripTrailing()).append('\n');
        return this;
    }

    /** A share of the whole with its bar. */
    public Page share(String name, long part, long whole) {
        int filled = whole == 0 ? 0 : (int) Math.round((double) BAR * part / whole);
        text.append("  %-18s %s%s %6d  %5s%n"
                .formatted(name, "█".repeat(filled), "░".repeat(BAR - filled), part, percent(part, whole)));
        return this;
    }

    public Page count(long n, String words) {
        return hang("%7d  ".formatted(n), words);
    }

    /** Whole per cent, but never 100 % for less than all. */
    public static String percent(long part, long whole) {
        if (whole == 0) {
            return "–";
        }
        double share = 100.0 * part / whole;
        return share >= 99.5 && part < whole
                ? "%.1f %%".formatted(Math.floor(share * 10) / 10)
                : "%.0f %%".formatted(share);
    }

    public static String seconds(double seconds) {
        return seconds < 10 ? "%.1f s".formatted(seconds) : "%.0f s".formatted(seconds);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
