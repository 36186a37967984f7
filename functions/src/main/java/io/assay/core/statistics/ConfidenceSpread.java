package io.assay.core.statistics;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether confidences can tell cases apart at all, as far as they alone show. A threshold is usable if it leaves at least
 * 1 % of the cases on each side; that which accepts every case is none. Whether the surer answers are also the better
 * ones is for the AUROC to say.
 *
 * @param cases    looked at
 * @param distinct values among them
 * @param usable   of the distinct values, how many are a usable threshold
 */
public record ConfidenceSpread(int cases, int distinct, int usable) {
    /** One in so many. */
    private static final int LEAST_SHARE = 100;

    /** @param scores of all cases that were answered, any order, finite */
    public static ConfidenceSpread of(List<Double> scores) {
        List<Scored> rows = new ArrayList<>(scores.size());
        for (double score : scores) {
            rows.add(new Scored(score, true));
        }
        RankedSample sample = new RankedSample(rows, 0);
        int usable = 0;
        for (int level = 0; level < sample.levels(); level++) {
            long above = sample.among(level).of();
            if (Math.min(above, sample.rows() - above) * LEAST_SHARE >= sample.rows()) {
                usable++;
            }
        }
        return new ConfidenceSpread(sample.rows(), sample.levels(), usable);
    }

    /** No threshold separates cases, so only accepting all of them or none is left. */
    public boolean degenerate() {
        return usable == 0;
    }
}
