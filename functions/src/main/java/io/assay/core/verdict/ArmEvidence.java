package io.assay.core.verdict;

import java.util.List;
import java.util.OptionalLong;

/**
 * What is known of an arm's right to decide alone.
 *
 * @param name            of an arm that answers; people are none
 * @param riskCertifiable its overall risk, all cases accepted, is certifiable at ε
 * @param certified       it holds a certificate, for a threshold or for accepting all
 * @param aurocUpper      95 % upper bound of the AUROC of its confidence, in [0, 1]; NaN without errors
 * @param errors          its wrong answers among those that the AUROC was taken of
 * @param separableShare  the greatest share of cases that a threshold sets apart from the rest, smaller side, in [0, ½]
 * @param brokenCaps      labels whose risk is above their cap
 * @param certificateRows N_cert: rows in all for a certificate at 80 % power, from the upper risk curve; empty: no number would do
 */
public record ArmEvidence(
        String name,
        boolean riskCertifiable,
        boolean certified,
        double aurocUpper,
        long errors,
        double separableShare,
        List<BrokenCap> brokenCaps,
        OptionalLong certificateRows) {

    /**
     * A label whose errors are not shown to be rare enough.
     *
     * @param rows further rows of this label that would show it
     */
    public record BrokenCap(String label, long rows) {}

    private static final double LEAST_AUROC = 0.60;
    private static final long ENOUGH_ERRORS = 30;
    private static final double LEAST_SEPARABLE = 0.01;

    public ArmEvidence {
        brokenCaps = List.copyOf(brokenCaps);
    }

    /** False when its confidence tells nothing; an arm whose overall risk is certifiable needs no ranking. */
    boolean canRank() {
        boolean noBetterThanChance = aurocUpper < LEAST_AUROC && errors >= ENOUGH_ERRORS;
        return riskCertifiable || !(noBetterThanChance || separableShare < LEAST_SEPARABLE);
    }
}
