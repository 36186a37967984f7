package io.assay.core.resampling;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.core.statistics.Interval;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How often bootstrap intervals hold a truth that is known, in 1,000 generated samples at 95 %. */
@Tag("long")
class CoverageTest {
    private static final int RUNS = 1_000;
    private static final int DRAWS = 400;
    private static final int GROUPS = 150;

    /** Costs of two arms on the same cases: rows of a group share most of theirs, and some groups are large. */
    @Test
    void difference_ofTwoArmsOnGroupedCases() {
        SplittableRandom random = new SplittableRandom(31);
        Held percentile = new Held(-0.2);
        Held bca = new Held(-0.2);
        Held rows = new Held(-0.2);
        for (int run = 0; run < RUNS; run++) {
            Groups groups = sizes(random);
            double[] difference = differences(groups, random);
            GroupedRatio mean = GroupedRatio.mean(groups, difference);
            double[] replicates = new ClusterBootstrap(groups, DRAWS, run).replicates(mean);
            percentile.note(BootstrapInterval.percentile(replicates, 0.95));
            bca.note(BootstrapInterval.bca(replicates, mean.estimate(), mean.jackknife(), 0.95));
            if (run % 4 == 0) {
                Groups ungrouped = Groups.singletons(groups.rows());
                rows.note(BootstrapInterval.percentile(
                        new ClusterBootstrap(ungrouped, 200, run).replicates(GroupedRatio.mean(ungrouped, difference)),
                        0.95));
            }
        }

        assertThat(percentile.share()).isBetween(0.93, 0.97);
        assertThat(bca.share()).isBetween(0.93, 0.97);
        assertThat(rows.share()).as("rows drawn one by one").isLessThan(0.85);
    }

    /** Reviewed the more often the more likely wrong: errors are over-represented among what was reviewed. */
    @Test
    void weightedErrorRate_ofCasesReviewedWithKnownProbabilities() {
        SplittableRandom random = new SplittableRandom(32);
        double truth = 0.1;
        Held weighted = new Held(truth);
        Held unweighted = new Held(truth);
        for (int run = 0; run < RUNS; run++) {
            double[] wrong = new double[300];
            double[] weights = new double[300];
            for (int reviewed = 0; reviewed < 300; ) {
                double risk = 0.3 * Math.pow(random.nextDouble(), 2);
                double review = 0.1 + 3 * risk;
                if (random.nextDouble() < review) {
                    wrong[reviewed] = random.nextDouble() < risk ? 1 : 0;
                    weights[reviewed++] = 1 / review;
                }
            }
            Groups groups = Groups.singletons(300);
            ClusterBootstrap bootstrap = new ClusterBootstrap(groups, 300, run);
            GroupedRatio ratio = GroupedRatio.weightedMean(groups, wrong, weights);
            weighted.note(
                    BootstrapInterval.bca(bootstrap.replicates(ratio), ratio.estimate(), ratio.jackknife(), 0.95));
            if (run % 4 == 0) {
                unweighted.note(
                        BootstrapInterval.percentile(bootstrap.replicates(GroupedRatio.mean(groups, wrong)), 0.95));
            }
        }

        assertThat(weighted.share()).isBetween(0.93, 0.97);
        assertThat(unweighted.share()).isLessThan(0.4);
    }

    private static Groups sizes(RandomGenerator random) {
        int[] groupOf = new int[GROUPS * 6];
        int rows = 0;
        for (int group = 0; group < GROUPS; group++) {
            for (int size = 1 + (random.nextInt(4) == 0 ? random.nextInt(6) : 0); size > 0; size--) {
                groupOf[rows++] = group;
            }
        }
        return Groups.of(Arrays.copyOf(groupOf, rows));
    }

    /** Mean −0.2: three cases in ten cost one arm more and four the other, in whole groups. */
    private static double[] differences(Groups groups, RandomGenerator random) {
        double[] common = new double[groups.count()];
        Arrays.setAll(
                common, group -> 2 * (random.nextDouble() < 0.3 ? 1 : 0) - 2 * (random.nextDouble() < 0.4 ? 1 : 0));
        double[] differences = new double[groups.rows()];
        Arrays.setAll(differences, row -> common[groups.groupOf(row)] + 0.3 * random.nextGaussian());
        return differences;
    }

    private static final class Held {
        private final double truth;
        private int held;
        private int runs;

        Held(double truth) {
            this.truth = truth;
        }

        void note(Interval interval) {
            runs++;
            held += interval.contains(truth) ? 1 : 0;
        }

        double share() {
            return (double) held / runs;
        }
    }
}
