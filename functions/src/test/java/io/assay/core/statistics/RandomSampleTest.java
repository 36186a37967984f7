package io.assay.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomSampleTest {
    private static final Reviewed<String> LOT = new Reviewed<>("a", new ReviewSelection.ByLot(0.2), true);

    @Test
    void rowsOfUnequalProbability_areThinnedToOneRate() {
        List<Reviewed<Integer>> rows = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            rows.add(new Reviewed<>(i, new ReviewSelection.ByLot(i % 2 == 0 ? 0.8 : 0.2), true));
        }
        RandomSample.Thinned<Integer> thinned = thinned(RandomSample.thin(rows, 0.2, 7));

        long oftenReviewed = thinned.rows().stream().filter(i -> i % 2 == 0).count();
        assertThat(thinned.rows().stream().filter(i -> i % 2 == 1)).hasSize(10_000);
        assertThat(oftenReviewed).as("a quarter of 10,000").isBetween(2_350L, 2_650L);
        assertThat(thinned.rows()).isSorted();
        assertThat(thinned.rate()).isEqualTo(0.2);
        assertThat(thinned.reviewed()).isEqualTo(20_000);
        assertThat(RandomSample.thin(rows, 0.2, 7)).as("the same seed").isEqualTo(thinned);
        assertThat(RandomSample.thin(rows, 0.2, 8)).as("another seed").isNotEqualTo(thinned);
    }

    @Test
    void caseReviewedByARule_refusesTheSampleWithTheReason() {
        Reviewed<String> uncertain = new Reviewed<>("b", new ReviewSelection.ByRule("below-threshold"), true);
        assertThat(RandomSample.thin(List.of(LOT, uncertain), 0.2, 1))
                .isEqualTo(
                        new RandomSample.Refused<>("Cases were reviewed by the rule below-threshold, not by lot; they"
                                + " say nothing about the cases that the rule left out"));
    }

    @Test
    void caseOfUnknownProbability_refusesTheSampleWithTheReason() {
        assertThat(RandomSample.thin(List.of(new Reviewed<>("b", new ReviewSelection.Unrecorded(), true)), 0.2, 1))
                .isEqualTo(new RandomSample.Refused<>(
                        "The probability of a review was not recorded; nobody can say" + " which cases had no chance"));
    }

    @Test
    void reviewThatWasNotBlind_refusesTheSampleWithTheReason() {
        assertThat(RandomSample.thin(List.of(LOT, new Reviewed<>("b", new ReviewSelection.ByLot(0.5), false)), 0.2, 1))
                .isEqualTo(new RandomSample.Refused<>("A reviewer saw the model's answer; only blind reviews count"));
    }

    @Test
    void rateAboveAProbability_isRefused() {
        assertThatThrownBy(() -> RandomSample.thin(List.of(LOT), 0.3, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rate 0.3 above a review probability: 0.2");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.1, 1.1, Double.NaN})
    void probabilityOutsideItsRange_isRefused(double value) {
        assertThatThrownBy(() -> RandomSample.thin(List.of(LOT), value, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ReviewSelection.ByLot(value)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Hajek.weights(new double[] {0.5, value})).isInstanceOf(IllegalArgumentException.class);
    }

    /** Uncertain cases are reviewed four times as often and are wrong more often. */
    @Test
    void weightedMeanAndThinnedSample_meetTheTruth_thePlainMeanDoesNot() {
        long seed = 20260301;
        Random random = new Random(seed);
        double plain = 0;
        double weighted = 0;
        double thinned = 0;
        int runs = 300;
        for (int run = 0; run < runs; run++) {
            List<Reviewed<Double>> rows = new ArrayList<>();
            for (int i = 0; i < 2_000; i++) {
                boolean uncertain = random.nextDouble() < 0.3;
                double error = random.nextDouble() < (uncertain ? 0.4 : 0.05) ? 1 : 0;
                double probability = uncertain ? 0.8 : 0.2;
                if (random.nextDouble() < probability) {
                    rows.add(new Reviewed<>(error, new ReviewSelection.ByLot(probability), true));
                }
            }
            double[] values = rows.stream().mapToDouble(Reviewed::value).toArray();
            double[] probabilities = rows.stream()
                    .mapToDouble(row -> ((ReviewSelection.ByLot) row.selection()).probability())
                    .toArray();
            plain += mean(values) / runs;
            weighted += Hajek.mean(values, probabilities) / runs;
            thinned += mean(thinned(RandomSample.thin(rows, 0.2, run)).rows().stream()
                            .mapToDouble(Double::doubleValue)
                            .toArray())
                    / runs;
        }
        double truth = 0.3 * 0.4 + 0.7 * 0.05;
        assertThat(weighted).as("seed %s", seed).isCloseTo(truth, within(0.005));
        assertThat(thinned).as("seed %s", seed).isCloseTo(truth, within(0.005));
        assertThat(plain).as("seed %s", seed).isGreaterThan(truth + 0.08);
    }

    @Test
    void weights_sumToOneAndFallWithTheProbability() {
        assertThat(Hajek.weights(new double[] {0.5, 0.25, 1})).containsExactly(2 / 7.0, 4 / 7.0, 1 / 7.0);
        assertThat(Hajek.mean(new double[] {1, 0, 1}, new double[] {0.5, 0.25, 1}))
                .isCloseTo(3 / 7.0, within(1e-15));
        assertThat(Hajek.effectiveRows(new double[] {0.3, 0.3, 0.3})).isCloseTo(3, within(1e-12));
        assertThat(Hajek.effectiveRows(new double[] {0.5, 0.25, 1})).isCloseTo(49 / 21.0, within(1e-12));
    }

    @Test
    void meanOfNothing_isRefused() {
        assertThatThrownBy(() -> Hajek.weights(new double[0])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Hajek.mean(new double[] {1}, new double[] {0.5, 0.5}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static <T> RandomSample.Thinned<T> thinned(RandomSample<T> sample) {
        return switch (sample) {
            case RandomSample.Thinned<T> thinned -> thinned;
            case RandomSample.Refused<T> refused -> throw new AssertionError(refused.reason());
        };
    }
}
