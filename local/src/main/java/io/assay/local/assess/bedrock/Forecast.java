package io.assay.local.assess.bedrock;

import java.util.ArrayList;
import java.util.List;

/**
 * What a run may come to, before anything is asked: on the high side, and without what earlier runs already paid.
 *
 * @param lines an arm each, and what they share
 */
public record Forecast(List<Line> lines) {
    private static final double CENTS = 100;

    /**
     * One arm's share.
     *
     * @param hours guessed: 1.5 s a call, eight at a time; a tuning job two hours
     * @param usd   training included
     */
    public record Line(String name, long calls, double inputTokens, double outputTokens, double hours, double usd) {

        /** The same with more time and money. */
        Line with(double moreHours, double moreUsd) {
            return new Line(name, calls, inputTokens, outputTokens, hours + moreHours, usd + moreUsd);
        }
    }

    public Forecast {
        lines = List.copyOf(lines);
    }

    public double usd() {
        return lines.stream().mapToDouble(Line::usd).sum();
    }

    /** The least budget that holds it, whole cents. */
    public double budget() {
        return Math.ceil(usd() * CENTS) / CENTS;
    }

    /** For a person, a line each. */
    public List<String> text() {
        List<String> text = new ArrayList<>();
        text.add("%-28s %9s %13s %12s %7s %10s"
                .formatted("may come to", "calls", "tokens in", "tokens out", "hours", "USD"));
        for (Line line : lines) {
            text.add(row(line));
        }
        text.add(row(new Line(
                "in all",
                lines.stream().mapToLong(Line::calls).sum(),
                lines.stream().mapToDouble(Line::inputTokens).sum(),
                lines.stream().mapToDouble(Line::outputTokens).sum(),
                lines.stream().mapToDouble(Line::hours).sum(),
                usd())));
        return text;
    }

    private static String row(Line line) {
        return "%-28s %9d %13.0f %12.0f %7.1f %10.4f"
                .formatted(
                        line.name(), line.calls(), line.inputTokens(), line.outputTokens(), line.hours(), line.usd());
    }
}
