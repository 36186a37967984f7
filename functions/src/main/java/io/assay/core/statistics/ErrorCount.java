package io.assay.core.statistics;

/**
 * Errors among cases that are independent and alike.
 *
 * <p>Constructing throws {@link IllegalArgumentException} unless 0 ≤ errors ≤ of.
 *
 * @param errors how many were wrong
 * @param of     how many there were
 */
public record ErrorCount(long errors, long of) {
    public ErrorCount {
        if (errors < 0 || errors > of) {
            throw new IllegalArgumentException("errors outside 0 to " + of + ": " + errors);
        }
    }

    /** Errors a case, in [0, 1]; NaN if there was none. */
    public double rate() {
        return (double) errors / of;
    }

    /** With one more case. */
    public ErrorCount plus(boolean error) {
        return new ErrorCount(error ? errors + 1 : errors, of + 1);
    }
}
