package io.assay.core.statistics;

/** What a probability may be. */
final class Ranges {

    private Ranges() {}

    /** @throws IllegalArgumentException unless 0 &lt; value &lt; 1; not for a NaN either */
    static double open(String name, double value) {
        if (!(value > 0 && value < 1)) {
            throw new IllegalArgumentException(name + " outside (0, 1): " + value);
        }
        return value;
    }
}
