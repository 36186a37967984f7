package io.assay.core.statistics;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A label that is not automated, since it may be wrong more often than it is allowed to.
 *
 * <p>Labels are chosen on other rows than those that certify: leaving out the labels that did badly in the certifying
 * sample would make what is left look better than it is.
 *
 * @param selected   accepted cases that were answered with the label, and how many of them were wrong
 * @param upperError above its error rate with 95 % confidence, one-sided ({@link ClopperPearson})
 * @param cap        error rate that the label may have, in [0, 1]
 */
public record LabelExclusion(ErrorCount selected, double upperError, double cap) {
    private static final double ALPHA = 0.05;

    /**
     * @param selected of each label that was answered: accepted cases, and how many of them were wrong
     * @param caps     error rate allowed to a label, in [0, 1]; a label without one is never excluded
     * @return by label; a label with a cap of which no case was seen is among them, unless its cap is 1
     */
    public static <L extends Comparable<L>> SortedMap<L, LabelExclusion> of(
            Map<L, ErrorCount> selected, Map<L, Double> caps) {
        SortedMap<L, LabelExclusion> excluded = new TreeMap<>();
        caps.forEach((label, cap) -> exceeding(selected.getOrDefault(label, new ErrorCount(0, 0)), cap)
                .ifPresent(exclusion -> excluded.put(label, exclusion)));
        return excluded;
    }

    private static Optional<LabelExclusion> exceeding(ErrorCount selected, double cap) {
        double upper = ClopperPearson.upper(selected, ALPHA);
        return upper > cap ? Optional.of(new LabelExclusion(selected, upper, cap)) : Optional.empty();
    }
}
