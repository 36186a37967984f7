package io.assay.core.resampling;

import static io.assay.core.calibration.CalibrationVectors.assertAgrees;
import static io.assay.core.calibration.CalibrationVectors.doubles;
import static io.assay.core.calibration.CalibrationVectors.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.core.calibration.CalibrationVectors;
import io.assay.core.statistics.Interval;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BootstrapIntervalTest {

    static List<Map<String, Object>> replicates() {
        return CalibrationVectors.cases("bca");
    }

    @ParameterizedTest
    @MethodSource("replicates")
    void intervals_agreeWithScipy(Map<String, Object> vector) {
        double[] replicates = doubles(vector, "replicates");
        double level = number(vector, "level");
        Interval percentile = BootstrapInterval.percentile(replicates, level);
        Interval bca =
                BootstrapInterval.bca(replicates, number(vector, "estimate"), doubles(vector, "jackknife"), level);

        assertAgrees("percentile, low", percentile.lower(), number(vector, "percentileLow"));
        assertAgrees("percentile, high", percentile.upper(), number(vector, "percentileHigh"));
        assertAgrees("BCa, low", bca.lower(), number(vector, "low"));
        assertAgrees("BCa, high", bca.upper(), number(vector, "high"));
    }

    @Test
    void replicatesThatAreNoNumber_areLeftOut() {
        double[] replicates = {3, Double.NaN, 1, 2, Double.NaN};

        assertThat(BootstrapInterval.percentile(replicates, 0.9999)).satisfies(interval -> {
            assertThat(interval.lower()).isBetween(1.0, 1.001);
            assertThat(interval.upper()).isBetween(2.999, 3.0);
        });
        assertThatThrownBy(() -> BootstrapInterval.percentile(new double[] {Double.NaN}, 0.9))
                .hasMessage("no replicate is a number");
    }

    @Test
    void replicatesThatAreAllEqual_giveAPoint() {
        assertThat(BootstrapInterval.bca(new double[] {2, 2, 2}, 2, new double[] {2, 2}, 0.95))
                .isEqualTo(new Interval(2, 2));
    }

    @Test
    void estimateBeyondAllReplicates_staysFinite() {
        Interval interval = BootstrapInterval.bca(new double[] {1, 2, 3}, 9, new double[] {8, 9, 10}, 0.95);

        assertThat(interval.lower()).isBetween(1.0, 3.0);
        assertThat(interval.upper()).isBetween(2.99, 3.0);
    }

    /** One group decides: the acceleration's pole lies inside the level. */
    @Test
    void acceleratedBeyondItsPole_endsAtTheLastReplicate() {
        double[] jackknife = new double[10_000];
        jackknife[0] = -1;
        double[] mirrored = new double[10_000];
        mirrored[0] = 1;
        double[] replicates = {1, 2, 3, 4, 5};

        assertThat(BootstrapInterval.bca(replicates, 4.5, jackknife, 1 - 1e-12).upper())
                .isEqualTo(5);
        assertThat(BootstrapInterval.bca(replicates, 1.5, mirrored, 1 - 1e-12).lower())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, Double.NaN})
    void levelOutsideItsRange_isRefused(double level) {
        assertThatThrownBy(() -> BootstrapInterval.percentile(new double[] {1}, level))
                .hasMessage("level outside (0, 1): " + level);
    }
}
