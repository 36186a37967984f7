package io.assay.core.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EstimateTest {
    @ParameterizedTest
    @CsvSource({"1, 3, 2", "3, 2, 4", "NaN, 1, 2", "0, 1, Infinity", "0, NaN, 1"})
    void whatIsNoRange_isRefused(double low, double likely, double high) {
        assertThatThrownBy(() -> WorkedExample.given(low, likely, high))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not a range");
    }

    @Test
    void quantiles_areTheTriangular() {
        Estimate estimate = WorkedExample.given(2, 4, 10);

        assertThat(estimate.quantile(0)).isEqualTo(2);
        assertThat(estimate.quantile(0.25)).isEqualTo(4); // (4 − 2) / (10 − 2)
        assertThat(estimate.quantile(1)).isEqualTo(10);
        assertThat(estimate.quantile(0.0625)).isCloseTo(3, within(1e-12)); // (3 − 2)² / (8 · 2)
        assertThat(estimate.quantile(0.8125)).isCloseTo(7, within(1e-12)); // 1 − (10 − 7)² / (8 · 6)
    }

    @Test
    void peakAtAnEnd_isDrawnToo() {
        assertThat(WorkedExample.given(0, 0, 1).quantile(0)).isZero();
        assertThat(WorkedExample.given(0, 1, 1).quantile(1)).isEqualTo(1);
    }

    @Test
    void drawnMean_isTheMeanOfTheThree() {
        Estimate estimate = WorkedExample.given(1, 2, 6);
        double mean = new SplittableRandom(1)
                .doubles(100_000)
                .map(estimate::quantile)
                .average()
                .orElseThrow();

        assertThat(mean).isCloseTo(3, within(0.02));
    }

    @Test
    void onlyAGivenRange_gates() {
        assertThat(WorkedExample.given(1, 2, 3).gates()).isTrue();
        assertThat(WorkedExample.given(2).gates()).isFalse();
        assertThat(new Estimate(1, 2, 3, Estimate.Source.MEASURED).gates()).isFalse();
        assertThat(new Estimate(1, 2, 3, Estimate.Source.ASSUMED).gates()).isFalse();
    }

    @Test
    void point_isItsOwnQuantile() {
        assertThat(WorkedExample.given(7).isPoint()).isTrue();
        assertThat(WorkedExample.given(7).quantile(0.9)).isEqualTo(7);
        assertThat(Estimate.Source.GIVEN.word()).isEqualTo("given");
    }
}
