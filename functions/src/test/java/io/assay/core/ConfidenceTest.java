package io.assay.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfidenceTest {

    @ParameterizedTest
    @ValueSource(doubles = {0, Double.MIN_VALUE, 0.5, 1})
    void probability_isAConfidence(double value) {
        assertThat(new Confidence(value).value()).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-Double.MIN_VALUE, 1.0000000000000002, Double.NaN, Double.POSITIVE_INFINITY})
    void anythingElse_isRefused(double value) {
        assertThatThrownBy(() -> new Confidence(value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("confidence outside [0, 1]: " + value);
    }
}
