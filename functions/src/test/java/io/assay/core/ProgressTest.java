package io.assay.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressTest {

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT15M"})
    void delayThatSqsTakes_isKept(Duration delay) {
        assertThat(new Progress.Postpone(delay, "throttled").delay()).isEqualTo(delay);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-0.001S", "PT15M0.001S"})
    void delayThatSqsRefuses_isRefused(Duration delay) {
        assertThatThrownBy(() -> new Progress.Postpone(delay, "throttled"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("delay outside 0 to 15 minutes");
    }
}
