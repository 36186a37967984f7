package io.assay.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShiryaevRobertsTest {
    private static final long SEED = 20260301;
    private static final double RISK = 0.05;

    /** An alarm a 10,000 samples without a shift. */
    private static final ShiryaevRoberts START = ShiryaevRoberts.start(RISK, 1e-4);

    @Test
    void statistic_isTheFormulas() {
        ShiryaevRoberts monitor = new ShiryaevRoberts(0.05, 0.001, List.of(2.0, 10.0), List.of(0.0, 0.0), 0)
                .after(true, 1)
                .after(false, 0.5)
                .after(true, 0.5);

        assertThat(monitor.statistics().get(0))
                .isCloseTo((((1 + 2 * 0.95) + 1) * (1 - 2 * 0.5 * 0.05) + 1) * (1 + 2 * 0.5 * 0.95), within(1e-12));
        assertThat(monitor.statistics().get(1))
                .isCloseTo((((1 + 10 * 0.95) + 1) * (1 - 10 * 0.5 * 0.05) + 1) * (1 + 10 * 0.5 * 0.95), within(1e-12));
        assertThat(monitor.statistic())
                .isCloseTo((monitor.statistics().get(0) + monitor.statistics().get(1)) / 2, within(1e-12));
        assertThat(monitor.samples()).isEqualTo(3);
        assertThat(monitor.alarm()).isFalse();
    }

    @Test
    void factor_isTheLikelihoodRatioOfTheRiskThatABetIsFor() {
        ShiryaevRoberts monitor = ShiryaevRoberts.start(0.2, 0.001).after(true, 1);
        // twice the odds of 1 to 4 are a risk of a third
        assertThat(monitor.statistics().get(1)).isCloseTo((1 / 3.0) / 0.2, within(1e-12));
    }

    @Test
    void alarm_staysAndNothingMovesAnyMore() {
        ShiryaevRoberts monitor = START;
        for (int i = 0; i < 20; i++) {
            monitor = monitor.after(true, 1);
        }
        assertThat(monitor.alarm()).isTrue();
        assertThat(monitor.samples()).as("that of the alarm").isLessThan(20);
        assertThat(monitor.after(false, 1)).isSameAs(monitor);
    }

    @Test
    void stateIsPlainNumbers_andGoesOnFromThem() {
        ShiryaevRoberts monitor = START.after(true, 1).after(false, 1);
        ShiryaevRoberts reread = new ShiryaevRoberts(
                monitor.targetRisk(), monitor.alpha(), monitor.bets(), monitor.statistics(), monitor.samples());
        assertThat(reread.after(true, 0.3)).isEqualTo(monitor.after(true, 0.3));
    }

    /** Runs at the very target, with weights that differ from case to case as review probabilities do. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void averageRunLengthWithoutAShift_isAtLeastTheStatedOne(boolean weighted) {
        int stated = 200;
        int runs = 400;
        Random random = new Random(SEED);
        double sum = 0;
        double squares = 0;
        for (int run = 0; run < runs; run++) {
            ShiryaevRoberts monitor = ShiryaevRoberts.start(RISK, 1.0 / stated);
            while (!monitor.alarm()) {
                boolean sure = random.nextBoolean();
                // reviewed with 80 % where the risk is high, 20 % where it is low; the mean risk is the target
                double probability = weighted ? (sure ? 0.2 : 0.8) : 1;
                double risk = weighted ? (sure ? 0.02 : 0.08) : RISK;
                if (random.nextDouble() < probability) {
                    monitor = monitor.after(random.nextDouble() < risk, weighted ? 0.2 / probability : 1);
                }
            }
            sum += monitor.samples();
            squares += (double) monitor.samples() * monitor.samples();
        }
        double mean = sum / runs;
        double error = Math.sqrt((squares / runs - mean * mean) / runs);
        assertThat(mean + 2.33 * error).as("seed %s, mean %s", SEED, mean).isGreaterThanOrEqualTo(stated);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 500, 5_000})
    void shiftFromTwoToTenPercent_isSeenWithin350Samples(int goodBefore) {
        Random random = new Random(SEED);
        int runs = 101;
        long[] delays = new long[runs];
        for (int run = 0; run < runs; run++) {
            ShiryaevRoberts monitor = START;
            for (int i = 0; i < goodBefore; i++) {
                monitor = monitor.after(random.nextDouble() < 0.02, 1);
            }
            assertThat(monitor.alarm()).as("seed %s: a false alarm", SEED).isFalse();
            while (!monitor.alarm()) {
                monitor = monitor.after(random.nextDouble() < 0.10, 1);
            }
            delays[run] = monitor.samples() - goodBefore;
        }
        Arrays.sort(delays);
        assertThat(delays[runs / 2]).as("seed %s", SEED).isBetween(100L, 350L);
    }

    @Test
    void doublingOfTheRisk_isSeenInAbout250Samples() {
        assertThat(DetectionDelay.median(START, 2 * RISK, 1_000, SEED)).isBetween(200L, 260L);
    }

    @Test
    void longerHistory_neverMakesItSlower() {
        ShiryaevRoberts later = START;
        for (int i = 0; i < 300; i++) {
            later = later.after(i % 50 == 0, 1);
        }
        Random random = new Random(SEED);
        ShiryaevRoberts fresh = START;
        while (!later.alarm()) {
            assertThat(fresh.alarm()).isFalse();
            boolean error = random.nextDouble() < 0.1;
            fresh = fresh.after(error, 1);
            later = later.after(error, 1);
            assertThat(later.statistic()).isGreaterThanOrEqualTo(fresh.statistic());
        }
    }

    @Test
    void shiftThatIsNone_hasNoDelay() {
        assertThatThrownBy(() -> DetectionDelay.median(START, RISK, 10, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> DetectionDelay.median(START, 1.1, 10, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> DetectionDelay.median(START, 0.1, 0, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 1.01, Double.NaN})
    void weightOutsideItsRange_isRefused(double weight) {
        assertThatThrownBy(() -> START.after(true, weight)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.001, 2, 0, 0",
        "0.05, 1, 2, 0, 0",
        "0.05, 0.001, 20, 0, 0",
        "0.05, 0.001, -1, 0, 0",
        "0.05, 0.001, 2, -1, 0",
        "0.05, 0.001, 2, Infinity, 0",
        "0.05, 0.001, 2, NaN, 0",
        "0.05, 0.001, 2, 0, -1"
    })
    void stateThatCannotBe_isRefused(double targetRisk, double alpha, double bet, double statistic, long samples) {
        assertThatThrownBy(() -> new ShiryaevRoberts(targetRisk, alpha, List.of(bet), List.of(statistic), samples))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void betsWithoutStatistics_areRefused() {
        assertThatThrownBy(() -> new ShiryaevRoberts(0.05, 0.001, List.of(), List.of(), 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ShiryaevRoberts(0.05, 0.001, List.of(2.0), List.of(), 0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
