package io.assay.core.verdict;

import java.util.List;

/**
 * Weighted means of an arm's {@link CaseOutcome}s: all that a cost per case needs, kept apart so that a draw can vary the
 * data and the inputs each on its own.
 *
 * @param tokenUsd         mean t_i
 * @param automated        cov, share of the cases that are automated, in [0, 1]
 * @param errorUnits       mean of a_i C[y][â], in units of the cost of an error
 * @param peopleErrorUnits mean of (1 − a_i) Cbar[y], in the same units
 */
public record CaseMeans(double tokenUsd, double automated, double errorUnits, double peopleErrorUnits) {
    public CaseMeans {
        if (!(automated >= 0 && automated <= 1)) {
            throw new IllegalArgumentException("automated share outside [0, 1]: " + automated);
        }
    }

    /**
     * Hájek means: Σ ω x / Σ ω.
     *
     * @throws IllegalArgumentException if there are no cases
     */
    public static CaseMeans of(List<CaseOutcome> cases) {
        if (cases.isEmpty()) {
            throw new IllegalArgumentException("no cases");
        }
        double weights = 0;
        double tokens = 0;
        double automated = 0;
        double errors = 0;
        double peopleErrors = 0;
        for (CaseOutcome outcome : cases) {
            double weight = outcome.weight();
            weights += weight;
            tokens += weight * outcome.tokenUsd();
            if (outcome.automated()) {
                automated += weight;
                errors += weight * outcome.errorUnits();
            } else {
                peopleErrors += weight * outcome.peopleErrorUnits();
            }
        }
        return new CaseMeans(
                tokens / weights,
                Math.min(1, automated / weights), // a sum of weights may differ from itself by rounding
                errors / weights,
                peopleErrors / weights);
    }

    /** People alone: nothing is automated, nothing is asked. */
    public static CaseMeans people(double meanErrorUnits) {
        return new CaseMeans(0, 0, 0, meanErrorUnits);
    }
}
