package io.assay.core.resampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RareRateTest {
    private static final int ROWS = 200;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4})
    void draws_areTheMixtureOfBothExactBounds(int k) {
        SplittableRandom random = new SplittableRandom(5);
        RareRate rate = new RareRate(k, ROWS);
        double[] draws = random.doubles(40_000)
                .map(ignored -> rate.draw(random))
                .sorted()
                .toArray();

        for (double probability : new double[] {0.05, 0.25, 0.6, 0.95}) {
            assertThat(BootstrapInterval.quantile(draws, probability))
                    .isCloseTo(quantile(midP(k), probability), within(0.02 * (k + 1) / ROWS));
        }
        assertThat(Arrays.stream(draws).average().orElseThrow())
                .isCloseTo((k + 0.5) / (ROWS + 1), within(0.02 * (k + 1) / ROWS));
    }

    @Test
    void everythingAnError_orNothing_isDrawnToo() {
        SplittableRandom random = new SplittableRandom(6);

        assertThat(IntStream.range(0, 100).mapToDouble(i -> new RareRate(3, 3).draw(random)))
                .contains(1.0)
                .allMatch(rate -> rate <= 1);
        assertThat(IntStream.range(0, 100).mapToDouble(i -> new RareRate(0, 3).draw(random)))
                .contains(0.0)
                .allMatch(rate -> rate >= 0);
    }

    /** Exact coverage of the 90 % interval, by the chances of each count, where one error decides all. */
    @Test
    void mixture_holdsWhereThePosteriorUnderJeffreysPriorDoesNot() {
        double[][] mixture = ends(true);
        double[][] jeffreys = ends(false);
        double leastOfMixture = 1;
        double leastOfJeffreys = 1;
        for (double expected = 0.05; expected <= 8; expected += 0.02) {
            leastOfMixture = Math.min(leastOfMixture, coverage(mixture, expected / ROWS));
            leastOfJeffreys = Math.min(leastOfJeffreys, coverage(jeffreys, expected / ROWS));
        }

        assertThat(leastOfMixture).isGreaterThan(0.88);
        assertThat(leastOfJeffreys).isLessThan(0.82);
    }

    private static double coverage(double[][] ends, double rate) {
        BinomialDistribution counts = BinomialDistribution.of(ROWS, rate);
        double held = 0;
        for (int k = 0; k < ends.length; k++) {
            held += ends[k][0] <= rate && rate <= ends[k][1] ? counts.probability(k) : 0;
        }
        return held;
    }

    /** Of each count, the ends of its interval: from five on, as resampling has them. */
    private static double[][] ends(boolean mixture) {
        double[][] ends = new double[40][];
        for (int k = 0; k < ends.length; k++) {
            if (k >= CellCosts.RARE) {
                BinomialDistribution resampled = BinomialDistribution.of(ROWS, (double) k / ROWS);
                ends[k] = new double[] {
                    resampled.inverseCumulativeProbability(0.05) / (double) ROWS,
                    resampled.inverseCumulativeProbability(0.95) / (double) ROWS
                };
            } else {
                DoubleUnaryOperator cumulative =
                        mixture ? midP(k) : BetaDistribution.of(k + 0.5, ROWS - k + 0.5)::cumulativeProbability;
                ends[k] = new double[] {quantile(cumulative, 0.05), quantile(cumulative, 0.95)};
            }
        }
        return ends;
    }

    private static DoubleUnaryOperator midP(int k) {
        BetaDistribution upper = BetaDistribution.of(k + 1, ROWS - k);
        if (k == 0) {
            return rate -> 0.5 + upper.cumulativeProbability(rate) / 2;
        }
        BetaDistribution lower = BetaDistribution.of(k, ROWS - k + 1);
        return rate -> (lower.cumulativeProbability(rate) + upper.cumulativeProbability(rate)) / 2;
    }

    private static double quantile(DoubleUnaryOperator cumulative, double probability) {
        double low = 0;
        double high = 1;
        for (int i = 0; i < 60; i++) {
            double middle = (low + high) / 2;
            if (cumulative.applyAsDouble(middle) < probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }
}
