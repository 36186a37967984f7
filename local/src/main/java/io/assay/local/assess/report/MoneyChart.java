package io.assay.local.assess.report;

import io.assay.local.assess.Assessment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What fine-tuning has brought by the end of each month, over its best alternative.
 *
 * @param zero where nothing is won or lost
 * @param end  what it comes to
 * @param rows the same in figures
 */
public record MoneyChart(Plot plot, double zero, String path, double endX, double endY, String end, List<Row> rows) {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 320;
    private static final int NAMES = 110;
    private static final int ROWS = 8;

    /** @param sum discounted, USD */
    public record Row(String month, String sum) {}

    public MoneyChart {
        rows = List.copyOf(rows);
    }

    /** Empty where no money was reckoned. */
    static Optional<MoneyChart> of(Assessment assessment) {
        return assessment
                .money()
                .map(Assessment.Money::cumulative)
                .filter(sums -> sums.length > 1 && Arrays.stream(sums).allMatch(Double::isFinite))
                .map(MoneyChart::of);
    }

    private static MoneyChart of(double[] sums) {
        int last = sums.length - 1;
        double least = Math.min(0, Arrays.stream(sums).min().orElse(0));
        double most = Math.max(0, Arrays.stream(sums).max().orElse(0));
        Plot plot = Plot.of(
                WIDTH,
                HEIGHT,
                NAMES,
                new Plot.Point(0, least),
                new Plot.Point(last, most > least ? most : least + 1),
                Figures::count,
                MoneyChart::thousands);
        Plot.Point end = plot.place(new Plot.Point(last, sums[last]));
        return new MoneyChart(
                plot,
                plot.y().at(0),
                plot.path(IntStream.rangeClosed(0, last)
                        .mapToObj(month -> new Plot.Point(month, sums[month]))
                        .toList()),
                end.x(),
                end.y(),
                "USD " + thousands(sums[last]),
                rows(sums));
    }

    private static List<Row> rows(double[] sums) {
        int last = sums.length - 1;
        int step = Math.max(1, (int) Math.ceil((double) last / ROWS));
        List<Row> rows = new ArrayList<>();
        for (int month = 0; month < last; month += step) {
            rows.add(new Row(Figures.count(month), Figures.usd(sums[month])));
        }
        rows.add(new Row(Figures.count(last), Figures.usd(sums[last])));
        return rows;
    }

    /** Short, for a scale. */
    private static String thousands(double usd) {
        double size = Math.abs(usd);
        if (size >= 1e9) {
            return Figures.value(usd / 1e6) + " M";
        }
        if (size >= 1e6) {
            return Figures.value(Math.round(usd / 1e4) / 100.0) + " M";
        }
        return size >= 1e4 ? Figures.count(usd / 1e3) + " k" : Figures.usd(usd);
    }
}
