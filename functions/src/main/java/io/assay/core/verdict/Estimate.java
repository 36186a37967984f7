package io.assay.core.verdict;

import java.util.Locale;

/**
 * An input of the money with its range: triangular between {@code low} and {@code high} with its peak at {@code likely}; a
 * point when all three are the same.
 *
 * <p>Constructing throws {@link IllegalArgumentException} unless {@code low <= likely <= high}, all finite.
 */
public record Estimate(double low, double likely, double high, Source source) {

    /** Where an input comes from. */
    public enum Source {
        /** The user said so. */
        GIVEN,
        /** Seen in the user's data. */
        MEASURED,
        /** Of the reference profile. */
        ASSUMED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Estimate {
        boolean finite = Double.isFinite(low) && Double.isFinite(likely) && Double.isFinite(high);
        if (!finite || low > likely || likely > high) {
            throw new IllegalArgumentException("not a range: " + low + ", " + likely + ", " + high);
        }
    }

    public static Estimate point(double value, Source source) {
        return new Estimate(value, value, value, source);
    }

    public boolean isPoint() {
        return low == high;
    }

    /** True for a range that the user gave: only such a range can keep a verdict from being worth-it. */
    public boolean gates() {
        return source == Source.GIVEN && !isPoint();
    }

    /**
     * The value below which a share {@code u} of the triangular distribution lies (Kotz and van Dorp 2004, Beyond Beta,
     * section 1.1).
     *
     * @param u in [0, 1]
     */
    public double quantile(double u) {
        if (isPoint()) {
            return likely;
        }
        double width = high - low;
        return u * width < likely - low
                ? low + Math.sqrt(u * width * (likely - low))
                : high - Math.sqrt((1 - u) * width * (high - likely));
    }
}
