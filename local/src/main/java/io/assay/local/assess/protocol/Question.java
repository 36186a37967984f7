package io.assay.local.assess.protocol;

import io.assay.core.resampling.Groups;
import io.assay.core.resampling.Parts;
import io.assay.core.verdict.Availability;
import io.assay.core.verdict.ErrorCosts;
import io.assay.core.verdict.Inputs;
import io.assay.core.verdict.VerdictScope;
import io.assay.local.assess.ReviewedCases;
import io.assay.local.assess.arms.AnsweringArm;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What is asked of an assessment.
 *
 * @param groups            of near-duplicates among the cases
 * @param arms              that answer, the tuned among them
 * @param targetRisk        ε, in (0, 1)
 * @param delta             δ, in (0, 1)
 * @param costs             C, by place in the label set
 * @param caps              error rate that a label may have, by place in the label set
 * @param bases             every tunable base that was looked at
 * @param monthsToEndOfLife of the base that is tuned; empty: not known
 * @param bill              what answers cost where {@code bills} does not say
 * @param bills             by arm
 * @param refits            fits of each arm, 1 to {@value io.assay.core.resampling.Parts#FOLDS}: each tests a fifth of the
 *     groups; with fewer than all, what more rows would do is not looked for
 */
public record Question(
        ReviewedCases cases,
        Groups groups,
        List<AnsweringArm> arms,
        VerdictScope scope,
        double targetRisk,
        double delta,
        Inputs inputs,
        ErrorCosts costs,
        Map<Integer, Double> caps,
        List<Availability> bases,
        OptionalDouble monthsToEndOfLife,
        Bill bill,
        Map<String, Bill> bills,
        int refits,
        long seed) {
    public Question {
        arms = List.copyOf(arms);
        caps = Map.copyOf(caps);
        bases = List.copyOf(bases);
        bills = Map.copyOf(bills);
    }

    /** What this arm's answers cost. */
    Bill bill(String arm) {
        return bills.getOrDefault(arm, bill);
    }

    boolean everyGroupIsTested() {
        return refits == Parts.FOLDS;
    }
}
