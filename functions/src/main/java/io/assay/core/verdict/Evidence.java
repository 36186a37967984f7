package io.assay.core.verdict;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * All that a verdict is made from.
 *
 * @param referenceProfile  no input was given or measured
 * @param targetRisk        ε, in (0, 1)
 * @param bases             every tunable base that was looked at
 * @param arms              every arm that answers, the tuned among them
 * @param brokenLater       names of arms that, learning from the earlier cases, hold no certificate that the latest ones bear
 *     out; none where no case is known to be later than another
 * @param monthsToEndOfLife of the base that TUN rests on; empty: not known
 * @param levers            what else could save
 * @param money             empty: no base can be tuned, so no money was reckoned
 */
public record Evidence(
        VerdictScope scope,
        boolean referenceProfile,
        double targetRisk,
        List<Availability> bases,
        List<ArmEvidence> arms,
        Set<String> brokenLater,
        Sample sample,
        OptionalDouble monthsToEndOfLife,
        List<Lever> levers,
        Optional<MoneyFindings> money) {
    private static final double PAYBACK_LIMIT = 12;

    public Evidence {
        bases = List.copyOf(bases);
        arms = List.copyOf(arms);
        brokenLater = Set.copyOf(brokenLater);
        levers = List.copyOf(levers);
    }

    /** min(12, months to the base's end of life). */
    double paybackLimit() {
        return Math.min(PAYBACK_LIMIT, monthsToEndOfLife.orElse(PAYBACK_LIMIT));
    }

    /** ε/2, which label noise may not exceed. */
    double noiseLimit() {
        return targetRisk / 2;
    }

    /** @throws IllegalArgumentException if the tuned arm of the money is not among the arms */
    ArmEvidence tuned(MoneyFindings findings) {
        return arms.stream()
                .filter(arm -> arm.name().equals(findings.tuned()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no evidence of the arm " + findings.tuned()));
    }
}
