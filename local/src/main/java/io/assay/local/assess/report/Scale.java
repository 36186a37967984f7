package io.assay.local.assess.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;

/**
 * Where values lie on a drawing.
 *
 * @param from  value at {@code start}
 * @param to    value at {@code end}, greater than {@code from}
 * @param start place in the drawing; may be greater than {@code end}, since a drawing counts downwards
 */
public record Scale(double from, double to, double start, double end) {

    /** @param place in the drawing */
    public record Tick(double place, String text) {}

    /** Cut at the ends of the scale. */
    double at(double value) {
        double share = Math.clamp((value - from) / (to - from), 0, 1);
        return rounded(start + share * (end - start));
    }

    /** Ticks at multiples of a step of 1, 2 or 5 times a power of ten, about {@code wanted} of them. */
    List<Tick> ticks(int wanted, DoubleFunction<String> text) {
        double step = step((to - from) / wanted);
        List<Tick> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(from / step - 1e-9); i * step <= to + step * 1e-9; i++) {
            ticks.add(new Tick(at(i * step), text.apply(i * step)));
        }
        return ticks;
    }

    /** The least of 1, 2, 5 times a power of ten that is not below {@code least}. */
    static double step(double least) {
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        for (int times : new int[] {1, 2, 5}) {
            if (times * power >= least * (1 - 1e-9)) {
                return times * power;
            }
        }
        return 10 * power;
    }

    /** A tenth of a pixel is as fine as anybody sees. */
    static double rounded(double place) {
        return Math.round(place * 10) / 10.0;
    }
}
