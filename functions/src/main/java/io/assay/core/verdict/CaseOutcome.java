package io.assay.core.verdict;

/**
 * What one test case came to with one arm.
 *
 * @param tokenUsd         t_i, USD
 * @param automated        a_i: the answer acts alone; false for an answer off the schema or an excluded label, whose tokens
 *                         are paid all the same
 * @param errorUnits       C[y][â] in units of the cost of an error: 0 for a right answer, 1 for a plain error; counts when
 *                         automated
 * @param peopleErrorUnits Cbar[y] in the same units: what people's errors on such a case cost on average
 * @param weight           ω_i, positive: 1, or 1/π_i when review probabilities are known
 */
public record CaseOutcome(
        double tokenUsd, boolean automated, double errorUnits, double peopleErrorUnits, double weight) {
    public CaseOutcome {
        if (!(weight > 0)) {
            throw new IllegalArgumentException("weight not positive: " + weight);
        }
    }
}
