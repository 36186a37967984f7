package io.assay.core.verdict;

/**
 * Capacity that comes in whole units.
 *
 * @param step cases a month that one unit serves, greater than 0
 */
public record Capacity(double step) {
    private static final double ROUNDING = 1e-12;

    /** Constructing throws {@link IllegalArgumentException} if the step is not positive. */
    public Capacity {
        if (!(step > 0)) {
            throw new IllegalArgumentException("a unit must serve some cases: " + step);
        }
    }

    /** Units for a volume: ceil(volume / step), where a quotient that is whole but for rounding counts as whole. */
    public double needed(double volume) {
        double units = volume / step;
        return Math.ceil(units - ROUNDING * units);
    }

    /** The greatest multiple of the step below the volume, at least 0. */
    public double stepBelow(double volume) {
        return Math.max(0, needed(volume) - 1) * step;
    }
}
