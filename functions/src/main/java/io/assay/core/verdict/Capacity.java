package io.assay.core.verdict;

/** Whole units of capacity for a volume. */
final class Capacity {
    private static final double ROUNDING = 1e-12;

    private Capacity() {}

    /** ceil(volume / step), where a quotient that is whole but for rounding counts as whole. */
    static double needed(double volume, double step) {
        double units = volume / step;
        return Math.ceil(units - ROUNDING * units);
    }

    /** The greatest multiple of {@code step} below {@code volume}, at least 0. */
    static double stepBelow(double volume, double step) {
        return Math.max(0, needed(volume, step) - 1) * step;
    }
}
