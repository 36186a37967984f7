package io.assay.core.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PopulationStabilityTest {

    @Test
    void withoutAShift_theIndexIsOnAverageWhatItPromises() {
        SplittableRandom random = new SplittableRandom(6);
        int runs = 500;
        double mean = 0;
        double promised = 0;
        for (int run = 0; run < runs; run++) {
            PopulationStability stability = PopulationStability.ofValues(
                    random.doubles(1_000).toArray(), random.doubles(400).toArray(), 10);
            mean += stability.index() / runs;
            promised += stability.withoutShift() / runs;
        }

        assertThat(mean).isCloseTo(promised, within(0.06 * promised));
        assertThat(promised).isCloseTo(9 * (1.0 / 1_000 + 1.0 / 400), within(1e-12));
    }

    @Test
    void shift_isSeenAndCountsBothWays() {
        PopulationStability forth = PopulationStability.of(new long[] {500, 500}, new long[] {800, 200});
        PopulationStability back = PopulationStability.of(new long[] {800, 200}, new long[] {500, 500});

        assertThat(forth.index()).isCloseTo(0.3 * Math.log(4), within(0.01));
        assertThat(back.index()).isCloseTo(forth.index(), within(1e-15));
        assertThat(PopulationStability.of(new long[] {70, 30}, new long[] {70, 30})
                        .index())
                .isZero();
    }

    @Test
    void tiedValues_fallIntoOneCell() {
        double[] before = {0.5, 0.5, 0.5, 0.9};
        PopulationStability same = PopulationStability.ofValues(before, before, 4);

        assertThat(same.index()).isZero();
        assertThat(same.withoutShift()).isEqualTo(0.5);
        assertThat(PopulationStability.ofValues(before, new double[] {0.1, 0.6, 0.95}, 4)
                        .withoutShift())
                .isCloseTo(1.0 / 4 + 1.0 / 3, within(1e-15));
    }

    @Test
    void brokenInput_isRefused() {
        assertThatThrownBy(() -> PopulationStability.of(new long[2], new long[3]))
                .hasMessage("2 cells before, 3 now");
        assertThatThrownBy(() -> PopulationStability.of(new long[2], new long[2]))
                .hasMessage("no cases");
        assertThatThrownBy(() -> PopulationStability.of(new long[] {1, -1}, new long[2]))
                .hasMessage("negative count: -1");
        assertThatThrownBy(() -> PopulationStability.ofValues(new double[0], new double[1], 2))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PopulationStability.ofValues(new double[1], new double[1], 0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
