package io.assay.core.verdict;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/** The threshold at which an arm acts: of those that a certificate covers, the one of least expected cost. */
public final class ActingThreshold {

    private ActingThreshold() {}

    /**
     * What acting on an answer puts at stake.
     *
     * @param score      what thresholds are told in, for example the raw confidence: where a calibration map ties, it still
     *                   tells answers apart
     * @param confidence calibrated, in [0, 1]
     * @param usable     false for an answer off the schema or an excluded label: a person decides at any threshold
     * @param errorUsd   cost of acting on it if it is wrong
     * @param personUsd  cost of a person instead: h_r + e_h Cbar
     */
    public record Stake(double score, double confidence, boolean usable, double errorUsd, double personUsd) {}

    /**
     * The certified threshold that minimises Σ over cases of (1 − confidence) · cost of an error + q h_b where the arm acts,
     * and of a person's cost where it does not (the verdict's specification, section 4). A single threshold for all labels: a certificate
     * covers nested sets of cases, not one threshold a label.
     *
     * <p>Choose on the select part; nothing is chosen on the certify part.
     *
     * @param cases     of the select part
     * @param certified thresholds in the region that the certificate covers, any order; minus infinity accepts all
     * @param sampleUsd q h_b, what the quality sample costs for each automated case
     * @return empty when a person for every case is cheaper, or nothing is certified
     */
    public static OptionalDouble leastCost(List<Stake> cases, List<Double> certified, double sampleUsd) {
        return certified.stream()
                .sorted(Comparator.reverseOrder()) // of two that cost the same, the one that leaves more to people
                .map(threshold -> new Candidate(threshold, saving(cases, threshold, sampleUsd)))
                .filter(candidate -> candidate.saving > 0)
                .reduce((best, next) -> next.saving > best.saving ? next : best)
                .map(best -> OptionalDouble.of(best.threshold))
                .orElse(OptionalDouble.empty());
    }

    private record Candidate(double threshold, double saving) {}

    private static double saving(List<Stake> cases, double threshold, double sampleUsd) {
        double saving = 0;
        for (Stake stake : cases) {
            if (stake.usable && stake.score >= threshold) {
                saving += stake.personUsd - (1 - stake.confidence) * stake.errorUsd - sampleUsd;
            }
        }
        return saving;
    }
}
