package io.assay.core.statistics;

import java.util.List;
import java.util.Optional;

/**
 * The naive way, for comparison only: the threshold of greatest coverage whose error rate in this very sample is within
 * the target. It picks the luckiest of many, so on new cases it is over the target about half of the time.
 */
public final class EmpiricalThreshold {

    private EmpiricalThreshold() {}

    /**
     * @param targetRisk wrong answers an accepted one, in (0, 1)
     * @return empty when every threshold is over the target
     * @throws IllegalArgumentException if the target is outside its range
     */
    public static Optional<Acceptance> of(List<Scored> rows, double targetRisk) {
        Ranges.open("target risk", targetRisk);
        RankedSample sample = new RankedSample(rows, 0);
        for (int level = sample.levels() - 1; level >= 0; level--) {
            if (sample.among(level).rate() <= targetRisk) {
                return Optional.of(sample.acceptance(level));
            }
        }
        return Optional.empty();
    }
}
