package io.assay.local.assess.report;

import io.assay.core.calibration.RiskCoverage;
import io.assay.local.assess.ArmFindings;
import io.assay.local.assess.Assessment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How many errors an arm makes when it decides the surest part of the cases: a curve an arm.
 *
 * @param target  where the allowed risk lies
 * @param marks   the greatest certified coverage of each arm that has one
 * @param columns coverages of the table
 * @param rows    the same in figures
 */
public record RiskCoverageChart(
        Plot plot,
        double target,
        String targetText,
        List<Plot.Curve> curves,
        List<Mark> marks,
        List<String> columns,
        List<Row> rows) {
    /** Points of a curve: more would not be seen. */
    static final int POINTS = 200;

    private static final int WIDTH = 720;
    private static final int HEIGHT = 380;
    private static final int NAMES = 170;
    /** Below it so few cases count that the curve only jumps. */
    private static final double LEAST_COVERAGE = 0.02;

    private static final double[] COLUMNS = {0.25, 0.5, 0.75, 0.9, 1};

    /** @param style of the curve that it lies on */
    public record Mark(int style, double x, double y) {}

    /** An arm's risks, one a column. */
    public record Row(String arm, List<String> risks) {}

    public RiskCoverageChart {
        curves = List.copyOf(curves);
        marks = List.copyOf(marks);
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** Empty where no arm answers. */
    static Optional<RiskCoverageChart> of(Assessment assessment) {
        List<ArmFindings> arms = assessment.arms().stream()
                .filter(arm -> arm.answering().isPresent())
                .toList();
        return arms.isEmpty() ? Optional.empty() : Optional.of(of(arms, assessment.targetRisk()));
    }

    private static RiskCoverageChart of(List<ArmFindings> arms, double targetRisk) {
        List<List<Plot.Point>> lines = arms.stream()
                .map(RiskCoverageChart::curve)
                .map(RiskCoverageChart::line)
                .toList();
        double most = lines.stream()
                .flatMap(List::stream)
                .mapToDouble(Plot.Point::y)
                .max()
                .orElse(0);
        double top = Math.max(most, 2 * targetRisk);
        Plot plot = Plot.of(
                WIDTH, HEIGHT, NAMES, new Plot.Point(0, 0), new Plot.Point(1, top), Figures::percent, Figures::percent);
        List<Plot.Curve> curves = IntStream.range(0, arms.size())
                .mapToObj(i -> drawn(plot, arms.get(i).name(), i, lines.get(i)))
                .toList();
        List<Mark> marks = new ArrayList<>();
        for (int i = 0; i < arms.size(); i++) {
            int style = i;
            RiskCoverage curve = curve(arms.get(i));
            arms.get(i)
                    .answering()
                    .flatMap(ArmFindings.Answering::certificate)
                    .ifPresent(certified -> marks.add(new Mark(
                            style, plot.x().at(certified.coverage()), plot.y().at(risk(curve, certified.coverage())))));
        }
        return new RiskCoverageChart(
                plot,
                plot.y().at(targetRisk),
                "allowed: " + Figures.percent(targetRisk),
                plot.named(curves),
                marks,
                IntStream.range(0, COLUMNS.length)
                        .mapToObj(i -> Figures.percent(COLUMNS[i]))
                        .toList(),
                arms.stream().map(RiskCoverageChart::row).toList());
    }

    private static RiskCoverage curve(ArmFindings arm) {
        return arm.answering().orElseThrow().riskCoverage();
    }

    /** At most {@value #POINTS} points, the last always among them. */
    private static List<Plot.Point> line(RiskCoverage curve) {
        List<Plot.Point> line = new ArrayList<>();
        double next = LEAST_COVERAGE;
        for (RiskCoverage.Point point : curve.points()) {
            if (point.coverage() >= next || point.equals(curve.all())) {
                line.add(new Plot.Point(point.coverage(), point.risk()));
                next = point.coverage() + 1.0 / POINTS;
            }
        }
        return line;
    }

    private static Plot.Curve drawn(Plot plot, String name, int style, List<Plot.Point> line) {
        Plot.Point end = plot.place(line.getLast());
        return new Plot.Curve(name, style, plot.path(line), end.x(), end.y(), end.y());
    }

    /** Risk of the fewest most confident answers that make up this coverage. */
    private static double risk(RiskCoverage curve, double coverage) {
        return curve.points().stream()
                .filter(point -> point.coverage() >= coverage - 1e-9)
                .findFirst()
                .orElse(curve.all())
                .risk();
    }

    private static Row row(ArmFindings arm) {
        return new Row(
                arm.name(),
                Arrays.stream(COLUMNS)
                        .mapToObj(coverage -> Figures.percent(risk(curve(arm), coverage)))
                        .toList());
    }
}
