package io.assay.core.verdict;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A change that would save money without tuning, or bring tuning nearer.
 *
 * @param what         for a person, for example {@code 200 labels for card_arrival}
 * @param savingAMonth USD
 * @param oneOff       what it takes, USD
 */
public record Lever(Kind kind, String what, double savingAMonth, double oneOff) {

    public enum Kind {
        /** Another arm. */
        ARM,
        /** Labels of one class. */
        LABELS,
        /** Another threshold. */
        THRESHOLD
    }

    /** Of those that save, the one that takes least; of two that take the same, the one that saves more. */
    public static Optional<Lever> cheapest(List<Lever> levers) {
        return levers.stream()
                .filter(lever -> lever.savingAMonth > 0)
                .min(Comparator.comparingDouble(Lever::oneOff)
                        .thenComparing(
                                Comparator.comparingDouble(Lever::savingAMonth).reversed()));
    }
}
