package io.assay.core.statistics;

/** How it came that a case was reviewed. */
public sealed interface ReviewSelection {

    /**
     * By lot.
     *
     * <p>Constructing throws {@link IllegalArgumentException} if the probability is outside its range.
     *
     * @param probability with which such a case is reviewed, known before the lot was drawn, in (0, 1]
     */
    record ByLot(double probability) implements ReviewSelection {
        public ByLot {
            if (!(probability > 0 && probability <= 1)) {
                throw new IllegalArgumentException("review probability outside (0, 1]: " + probability);
            }
        }
    }

    /**
     * Because of what it is, for example a confidence below the threshold; cases that are otherwise had no chance.
     *
     * @param rule as its owners name it
     */
    record ByRule(String rule) implements ReviewSelection {}

    /** Nobody wrote it down. */
    record Unrecorded() implements ReviewSelection {}
}
