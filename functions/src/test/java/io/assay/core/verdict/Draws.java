package io.assay.core.verdict;

import java.util.Map;
import java.util.SplittableRandom;

/** Draws of the worked example's data, for tests. */
final class Draws {
    static final Map<String, CaseMeans> MEASURED =
            Map.of("retrieval", WorkedExample.means(0.80, 700), "tuned", WorkedExample.means(0.95, 150));
    static final MonteCarlo.Arms ARMS = MonteCarlo.Arms.of(WorkedExample.RETRIEVAL, WorkedExample.TUNED);

    private Draws() {}

    /** Coverage of both arms moves together, by up to {@code spread} either way. */
    static MonteCarlo.CaseDraws coverageWithin(double spread) {
        return seed -> {
            double shift = spread * (2 * new SplittableRandom(seed).nextDouble() - 1);
            return Map.of(
                    "retrieval",
                    WorkedExample.means(0.80 - shift, 700),
                    "tuned",
                    WorkedExample.means(Math.min(1, 0.95 + shift), 150));
        };
    }

    static MonteCarlo run(Inputs inputs, double spread, int draws) {
        return MonteCarlo.run(ARMS, inputs, MEASURED, coverageWithin(spread), draws, 20260301);
    }
}
