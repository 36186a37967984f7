package io.assay.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
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

    @Test
    void forward_keepsTheStagesThatItWasGiven() {
        EnumSet<Stage> stages = EnumSet.of(Stage.ACTION);
        Progress.Forward forward =
                new Progress.Forward(new CaseMessage(new CaseId(History.CASE), "support-triage", 3), stages);
        stages.add(Stage.ESCALATION);

        assertThat(forward.to()).containsExactly(Stage.ACTION);
    }
}
