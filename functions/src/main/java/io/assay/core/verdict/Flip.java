package io.assay.core.verdict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What one input would have to be for the median of Δ to be 0.
 *
 * @param at          the nearest such value to the likely one, within [low / 4, 4 · high]; empty: it does not flip
 * @param insideRange there is such a value within [low, high]
 */
public record Flip(Input input, Estimate estimate, OptionalDouble at, boolean insideRange) {
    private static final double REACH = 4;
    private static final int PARTS = 8;
    /** To a ten-millionth of the likely value. */
    private static final int HALVINGS = 24;

    /** True when a range that the user gave holds both signs: the verdict then hangs on it. */
    public boolean gates() {
        return estimate.gates() && insideRange;
    }

    /** One for every input, in their order. */
    public static List<Flip> of(MonteCarlo draws, Inputs inputs) {
        return inputs.estimates().entrySet().stream()
                .map(entry -> of(draws, entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Flip of(MonteCarlo draws, Input input, Estimate estimate) {
        List<Double> roots = roots(draws, input, estimate);
        return new Flip(
                input,
                estimate,
                roots.stream()
                        .min(Comparator.comparingDouble(root -> Math.abs(root - estimate.likely())))
                        .map(OptionalDouble::of)
                        .orElse(OptionalDouble.empty()),
                roots.stream().anyMatch(root -> root >= estimate.low() && root <= estimate.high()));
    }

    private static List<Double> roots(MonteCarlo draws, Input input, Estimate estimate) {
        List<Double> roots = new ArrayList<>();
        double before = Double.NaN;
        boolean paidBefore = false;
        for (double value : grid(input.quantity(), estimate)) {
            boolean pays = draws.medianPays(input, value);
            if (!Double.isNaN(before) && pays != paidBefore) {
                roots.add(root(draws, input, before, value, paidBefore));
            }
            before = value;
            paidBefore = pays;
        }
        return roots;
    }

    /** The ends of the reach and of the range, and points between, since Δ need not be monotone in an input. */
    private static SortedSet<Double> grid(Quantity quantity, Estimate estimate) {
        double least = Math.max(quantity.least(), estimate.low() / REACH);
        double most = Math.min(quantity.most(), estimate.high() * REACH);
        SortedSet<Double> grid = new TreeSet<>(List.of(least, estimate.low(), estimate.high(), most));
        for (int part = 0; part <= PARTS; part++) {
            grid.add(least + (estimate.likely() - least) * part / PARTS);
            grid.add(estimate.likely() + (most - estimate.likely()) * part / PARTS);
        }
        return grid;
    }

    private static double root(MonteCarlo draws, Input input, double from, double to, boolean paysAtFrom) {
        double low = from;
        double high = to;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = low + (high - low) / 2;
            if (draws.medianPays(input, middle) == paysAtFrom) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }
}
