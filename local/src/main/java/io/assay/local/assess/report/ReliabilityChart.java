package io.assay.local.assess.report;

import io.assay.core.calibration.CalibrationError;
import io.assay.local.assess.ArmFindings;
import io.assay.local.assess.Assessment;
import java.util.List;

/**
 * Whether an arm is right as often as it says: a point a tenth of its answers. All arms have the same scales.
 *
 * @param diagonal where it would be right exactly as often as it says
 * @param style    the arm's, as in the other drawings
 * @param rows     the same in figures
 */
public record ReliabilityChart(
        String arm, int style, Plot plot, String diagonal, String path, List<Dot> dots, List<Row> rows) {
    private static final int WIDTH = 330;
    private static final int HEIGHT = 300;
    private static final int MARGIN = 28;

    public record Dot(double x, double y) {}

    /** What the answers of a bin say, how often they are right, how many they are. */
    public record Row(String said, String right, String answers) {}

    public ReliabilityChart {
        dots = List.copyOf(dots);
        rows = List.copyOf(rows);
    }

    /** One an arm that answers. */
    static List<ReliabilityChart> of(Assessment assessment) {
        List<ArmFindings> arms = assessment.arms().stream()
                .filter(arm -> arm.answering().isPresent())
                .toList();
        double least = arms.stream()
                .flatMap(arm -> bins(arm).stream())
                .mapToDouble(bin -> Math.min(bin.confidence(), bin.accuracy()))
                .min()
                .orElse(0);
        double from = Math.min(0.9, Math.floor(least * 10) / 10);
        return arms.stream().map(arm -> of(arm, arms.indexOf(arm), from)).toList();
    }

    private static List<CalibrationError.Bin> bins(ArmFindings arm) {
        return arm.answering().orElseThrow().calibration().bins();
    }

    private static ReliabilityChart of(ArmFindings arm, int style, double from) {
        Plot plot = Plot.of(
                WIDTH,
                HEIGHT,
                MARGIN,
                new Plot.Point(from, from),
                new Plot.Point(1, 1),
                Figures::percent,
                Figures::percent);
        List<Plot.Point> points = bins(arm).stream()
                .map(bin -> new Plot.Point(bin.confidence(), bin.accuracy()))
                .toList();
        return new ReliabilityChart(
                arm.name(),
                style,
                plot,
                plot.path(List.of(new Plot.Point(from, from), new Plot.Point(1, 1))),
                plot.path(points),
                points.stream()
                        .map(plot::place)
                        .map(place -> new Dot(place.x(), place.y()))
                        .toList(),
                bins(arm).stream()
                        .map(bin -> new Row(
                                Figures.percent(bin.confidence()),
                                Figures.percent(bin.accuracy()),
                                Figures.count(bin.answers())))
                        .toList());
    }
}
