package io.assay.local.assess.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;

/**
 * A drawing's frame: its scales and the ticks on them, places in pixels from the upper left corner.
 *
 * @param width of the whole drawing; right of the frame is room for the names of curves
 */
public record Plot(int width, int height, Scale x, Scale y, List<Scale.Tick> xs, List<Scale.Tick> ys) {
    private static final int LEFT = 64;
    private static final int TOP = 14;
    private static final int BOTTOM = 48;
    private static final int TICKS = 5;
    /** Between two names. */
    private static final double LINE = 17;

    /**
     * A line with its name beside its end.
     *
     * @param style number that chooses colour and dashes
     * @param path  of an SVG path element
     * @param endX  where it ends
     * @param nameY where its name stands, moved where names would cover each other
     */
    public record Curve(String name, int style, String path, double endX, double endY, double nameY) {}

    /** A place, or values. */
    record Point(double x, double y) {}

    public Plot {
        xs = List.copyOf(xs);
        ys = List.copyOf(ys);
    }

    /** From the least to the greatest value of both, with {@code names} pixels for names at the right. */
    static Plot of(
            int width,
            int height,
            int names,
            Point least,
            Point greatest,
            DoubleFunction<String> xText,
            DoubleFunction<String> yText) {
        Scale x = new Scale(least.x, greatest.x, LEFT, width - names);
        Scale y = new Scale(least.y, greatest.y, height - BOTTOM, TOP);
        return new Plot(width, height, x, y, x.ticks(TICKS, xText), y.ticks(TICKS, yText));
    }

    public double left() {
        return x.start();
    }

    public double right() {
        return x.end();
    }

    public double top() {
        return y.end();
    }

    public double bottom() {
        return y.start();
    }

    Point place(Point values) {
        return new Point(x.at(values.x), y.at(values.y));
    }

    /** Straight lines from point to point. */
    String path(List<Point> values) {
        return values.stream()
                .map(this::place)
                .map(point -> String.format(Locale.ROOT, "%.1f %.1f", point.x, point.y))
                .collect(Collectors.joining(" L", "M", ""));
    }

    /** Names moved apart, in the order of the curves. */
    List<Curve> named(List<Curve> curves) {
        List<Curve> lowestFirst = curves.stream()
                .sorted(Comparator.comparingDouble(Curve::endY).reversed())
                .toList();
        List<Curve> moved = new ArrayList<>();
        double free = bottom();
        for (Curve curve : lowestFirst) {
            double y = Math.min(free, curve.endY);
            moved.add(new Curve(curve.name, curve.style, curve.path, curve.endX, curve.endY, Scale.rounded(y)));
            free = y - LINE;
        }
        moved.sort(Comparator.comparingInt(Curve::style));
        return moved;
    }
}
