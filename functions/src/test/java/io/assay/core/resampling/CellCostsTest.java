package io.assay.core.resampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.assay.core.statistics.Interval;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleBiFunction;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CellCostsTest {
    private static final int CASES = 150;

    /**
     * A case costs about 0.5; an error in one of 20 costs 10; and one that is expected so often in the sample costs
     * 1,000, more than all else together. Intervals at 90 %, 1,000 samples.
     */
    @Tag("long")
    @ParameterizedTest
    @ValueSource(doubles = {0.48, 1, 2, 4})
    void whereOneRareErrorDecides_theIntervalStillHolds(double expected) {
        SplittableRandom random = new SplittableRandom(41);
        double rate = expected / CASES;
        double truth = 0.5 + 0.05 * 10 + rate * 1_000;
        int held = 0;
        int heldByResamplingAlone = 0;
        for (int run = 0; run < 1_000; run++) {
            Groups groups = Groups.singletons(CASES);
            double[] other = new double[CASES];
            Arrays.setAll(other, row -> random.nextDouble());
            BitSet common = drawn(0.05, random);
            BitSet rare = drawn(rate, random);
            CellCosts errors = CellCosts.of(groups, ones(), List.of(cell(10, common), cell(1_000, rare)));
            GroupedRatio others = GroupedRatio.mean(groups, other);
            double[] drawn = draws(
                    groups,
                    200,
                    run,
                    (resample, chance) -> others.applyAsDouble(resample) + errors.draw(resample, chance));
            held += BootstrapInterval.percentile(drawn, 0.9).contains(truth) ? 1 : 0;
            if (run % 10 == 0 && expected < 0.5) {
                common.stream().forEach(row -> other[row] += 10);
                rare.stream().forEach(row -> other[row] += 1_000);
                double[] alone = new ClusterBootstrap(groups, 200, run).replicates(GroupedRatio.mean(groups, other));
                heldByResamplingAlone +=
                        BootstrapInterval.percentile(alone, 0.9).contains(truth) ? 1 : 0;
            }
        }

        assertThat(held).isGreaterThanOrEqualTo(880);
        if (expected < 0.5) {
            assertThat(heldByResamplingAlone)
                    .as("of 100 held by resampling alone")
                    .isLessThan(50);
        }
    }

    @Test
    void estimate_isThePlainMean() {
        BitSet two = rows(3, 7);
        CellCosts costs = CellCosts.of(Groups.singletons(CASES), ones(), List.of(cell(50, two)));

        assertThat(costs.estimate()).isCloseTo(100.0 / CASES, within(1e-12));
    }

    @Test
    void fiveErrors_areResampled() {
        Groups groups = Groups.singletons(CASES);
        double[] five = draws(groups, CellCosts.of(groups, ones(), List.of(cell(1, rows(1, 2, 3, 4, 5)))), 200, 1);
        double[] four = draws(groups, CellCosts.of(groups, ones(), List.of(cell(1, rows(1, 2, 3, 4)))), 200, 1);

        assertThat(Arrays.stream(five).allMatch(CellCostsTest::isWholeNumberOfErrors))
                .isTrue();
        assertThat(Arrays.stream(four).anyMatch(CellCostsTest::isWholeNumberOfErrors))
                .isFalse();
    }

    /** Six errors in one group of copies were seen once. */
    @Test
    void errorsAmongCopies_countAsOne() {
        int[] groupOf = new int[CASES];
        Arrays.setAll(groupOf, row -> Math.max(0, row - 5));
        Groups groups = Groups.of(groupOf);
        CellCosts costs = CellCosts.of(groups, ones(), List.of(cell(1, rows(0, 1, 2, 3, 4, 5))));
        Interval interval = BootstrapInterval.percentile(draws(groups, costs, 20_000, 1), 0.9);

        assertThat(costs.estimate()).isCloseTo(6.0 / CASES, within(1e-12));
        assertThat(interval.lower()).isLessThan(2.0 / CASES);
        assertThat(interval.upper()).isGreaterThan(20.0 / CASES);
    }

    @Test
    void weights_countInTheRateAndInTheMean() {
        double[] weights = ones();
        weights[3] = 5;
        BitSet exposed = rows(0, 1, 2, 3);
        Groups groups = Groups.singletons(CASES);
        CellCosts costs = CellCosts.of(groups, weights, List.of(new ErrorCell(10, exposed, rows(3))));

        assertThat(costs.estimate()).isCloseTo(50.0 / (CASES + 4), within(1e-12));
    }

    @Test
    void cellInWhichNothingIsExposed_costsNothing() {
        Groups groups = Groups.singletons(CASES);
        CellCosts costs = CellCosts.of(groups, ones(), List.of(new ErrorCell(1e9, new BitSet(), new BitSet())));

        assertThat(draws(groups, costs, 50, 1)).containsOnly(0);
        double[] unweighted = new double[CASES];
        CellCosts weightless = CellCosts.of(groups, unweighted, List.of(cell(1, rows(1))));
        assertThat(weightless.estimate()).isNaN();
    }

    @Test
    void brokenCells_areRefused() {
        assertThatThrownBy(() -> new ErrorCell(-1, new BitSet(), new BitSet()))
                .hasMessage("not the cost of an error: -1.0");
        assertThatThrownBy(() -> new ErrorCell(Double.POSITIVE_INFINITY, new BitSet(), new BitSet()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ErrorCell(1, rows(1), rows(1, 4)))
                .hasMessage("an error in row 4, which is not exposed");
        assertThatThrownBy(() -> CellCosts.of(
                        Groups.singletons(3), new double[3], List.of(new ErrorCell(1, rows(3), new BitSet()))))
                .hasMessage("row 3 of 3");
    }

    private static boolean isWholeNumberOfErrors(double meanCost) {
        return Math.abs(meanCost * CASES - Math.rint(meanCost * CASES)) < 1e-9;
    }

    private static double[] draws(Groups groups, CellCosts costs, int draws, long seed) {
        return draws(groups, draws, seed, costs::draw);
    }

    private static double[] draws(
            Groups groups, int draws, long seed, ToDoubleBiFunction<Resample, RandomGenerator> cost) {
        ClusterBootstrap bootstrap = new ClusterBootstrap(groups, draws, seed);
        double[] drawn = new double[draws];
        Arrays.setAll(drawn, draw -> {
            RandomGenerator random = bootstrap.random(draw);
            return cost.applyAsDouble(Resample.draw(groups, random), random);
        });
        return drawn;
    }

    private static ErrorCell cell(double cost, BitSet erred) {
        BitSet exposed = new BitSet();
        exposed.set(0, CASES);
        return new ErrorCell(cost, exposed, erred);
    }

    private static BitSet drawn(double rate, RandomGenerator random) {
        BitSet drawn = new BitSet();
        for (int row = 0; row < CASES; row++) {
            drawn.set(row, random.nextDouble() < rate);
        }
        return drawn;
    }

    private static BitSet rows(int... rows) {
        BitSet set = new BitSet();
        Arrays.stream(rows).forEach(set::set);
        return set;
    }

    private static double[] ones() {
        double[] ones = new double[CASES];
        Arrays.fill(ones, 1);
        return ones;
    }
}
