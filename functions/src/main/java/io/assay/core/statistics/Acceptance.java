package io.assay.core.statistics;

import java.util.OptionalDouble;

/**
 * What a threshold accepts of a sample. A score equal to the threshold is accepted.
 *
 * <p>Constructing throws {@link IllegalArgumentException} if more are accepted than there are.
 *
 * @param threshold least score that is accepted; empty: every score is
 * @param among     the accepted, with their errors
 * @param cases     in the sample, excluded ones included; at least 1
 */
public record Acceptance(OptionalDouble threshold, ErrorCount among, long cases) {
    public Acceptance {
        if (cases < 1 || among.of() > cases) {
            throw new IllegalArgumentException("accepted " + among.of() + " of " + cases);
        }
    }

    /** Share of the cases that is accepted, in [0, 1]. */
    public double coverage() {
        return (double) among.of() / cases;
    }

    public boolean accepts(double score) {
        return threshold.isEmpty() || score >= threshold.getAsDouble();
    }
}
