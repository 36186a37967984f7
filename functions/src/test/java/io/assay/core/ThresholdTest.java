package io.assay.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThresholdTest {
    private static final Threshold CERTIFIED =
            new Threshold(0.75, new Threshold.Basis.Certified("certificate-1", "predictor-1"));

    @Test
    void declaredThreshold_isNeverCalledCertified() {
        assertThat(History.declared(0.6).basis().wording()).isEqualTo("declared, not certified");
        assertThat(CERTIFIED.basis().wording()).isEqualTo("certified");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void valueOutsideTheUnitInterval_isRefused(double value) {
        assertThatThrownBy(() -> History.declared(value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("threshold outside [0, 1]: " + value);
    }

    @Test
    void eachBasis_isReadAsItWasWritten() {
        assertThat(Fields.threshold(CERTIFIED))
                .isEqualTo(Map.of(
                        "value",
                        0.75,
                        "basis",
                        "certified",
                        "certificate",
                        "certificate-1",
                        "predictor",
                        "predictor-1"));
        assertThat(Fields.threshold(History.declared(0.6)))
                .isEqualTo(Map.of("value", 0.6, "basis", "declared, not certified", "declaredBy", "owners"));
        for (Threshold threshold : new Threshold[] {CERTIFIED, History.declared(0.6)}) {
            assertThat(new Fields(Map.of("threshold", Fields.threshold(threshold))).threshold())
                    .isEqualTo(Optional.of(threshold));
        }
        assertThat(new Fields(Map.of()).threshold()).isEmpty();
    }

    @Test
    void thresholdWithoutABasis_isRefused() {
        assertThatThrownBy(() -> new Fields(Map.of("threshold", Map.of("value", 0.6))).threshold())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("field declaredBy is missing");
        assertThatThrownBy(() -> new Fields(Map.of("threshold", Map.of("value", 0.6, "certificate", "c"))).threshold())
                .hasMessage("field predictor is missing");
    }
}
