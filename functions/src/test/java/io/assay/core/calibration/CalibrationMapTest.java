package io.assay.core.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.assay.core.calibration.CalibrationMap.Identity;
import io.assay.core.calibration.CalibrationMap.Isotonic;
import io.assay.core.calibration.CalibrationMap.Isotonic.Knot;
import io.assay.core.calibration.CalibrationMap.Platt;
import io.assay.core.calibration.CalibrationMap.Temperature;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalibrationMapTest {
    private static final Isotonic STEPS =
            new Isotonic(List.of(new Knot(0.2, 0.1), new Knot(0.4, 0.1), new Knot(0.8, 0.9)));

    @Test
    void betweenKnots_theIsotonicMapIsStraight() {
        assertThat(STEPS.probability(0)).isEqualTo(0.1);
        assertThat(STEPS.probability(0.3)).isEqualTo(0.1);
        assertThat(STEPS.probability(0.6)).isCloseTo(0.5, within(1e-15));
        assertThat(STEPS.probability(0.8)).isEqualTo(0.9);
        assertThat(STEPS.probability(1)).isEqualTo(0.9);
    }

    @Test
    void whereAMapTies_rawOrderDecides() {
        assertThat(STEPS.apply(0.3)).isGreaterThan(STEPS.apply(0.25));
        assertThat(STEPS.apply(0.3).probability()).isEqualTo(STEPS.apply(0.25).probability());
        assertThat(STEPS.apply(0.5)).isGreaterThan(STEPS.apply(0.3));
        assertThat(new CalibratedConfidence(0.0, -0.0)).isEqualByComparingTo(new CalibratedConfidence(-0.0, 0.0));
    }

    @Test
    void oneDegreeOfTemperature_changesNothing() {
        assertThat(new Temperature(1).probability(0.83)).isCloseTo(0.83, within(1e-15));
        assertThat(new Platt(1, 0).probability(0.83)).isCloseTo(0.83, within(1e-15));
        assertThat(new Identity().probability(0.83)).isEqualTo(0.83);
        assertThat(new Temperature(0).probability(0.83)).isEqualTo(0.5);
    }

    @Test
    void certainty_mapsToAFiniteLogOdds() {
        assertThat(new Temperature(0.5).probability(1)).isCloseTo(0.999, within(1e-6));
        assertThat(new Temperature(0.5).probability(0)).isCloseTo(0.001, within(1e-6));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.01, 1.01, Double.NaN})
    void confidenceOutsideTheUnitInterval_isRefused(double raw) {
        for (CalibrationMap map : List.of(new Identity(), new Temperature(1), new Platt(1, 0), STEPS)) {
            assertThatThrownBy(() -> map.apply(raw))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("confidence outside [0, 1]: " + raw);
        }
        assertThatThrownBy(() -> ScoredAnswer.raw(raw, true)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CalibratedConfidence(0.5, raw)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Knot(0.5, raw)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Knot(raw, 0.5)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void mapsThatFall_areRefused() {
        assertThatThrownBy(() -> new Temperature(-0.1)).hasMessage("a slope is at least 0: -0.1");
        assertThatThrownBy(() -> new Platt(Double.POSITIVE_INFINITY, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Platt(1, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Isotonic(List.of())).hasMessage("no knots");
        assertThatThrownBy(() -> new Isotonic(List.of(new Knot(0.1, 0.5), new Knot(0.2, 0.4))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Isotonic(List.of(new Knot(0.1, 0.5), new Knot(0.1, 0.6))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
