package io.assay.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTest {

    private static Policy policy(double qualitySample) {
        return new Policy(Phase.EXPAND, Optional.empty(), qualitySample, Set.of(History.LEGAL));
    }

    @Test
    void labelIsCritical_onlyWhenTheWorkflowSaysSo() {
        assertThat(policy(0).critical(History.LEGAL)).isTrue();
        assertThat(policy(1).critical(History.BILLING)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.01, 1.01, Double.NaN})
    void qualitySampleThatIsNoShare_isRefused(double share) {
        assertThatThrownBy(() -> policy(share))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("quality sample outside [0, 1]: " + share);
    }

    @ParameterizedTest
    @CsvSource({"baseline, false", "pilot, false", "expand, true", "replicate, true"})
    void onlyExpandAndReplicate_mayAutomate(String phase, boolean automates) {
        assertThat(Phase.of(phase).mayAutomate()).isEqualTo(automates);
        assertThat(Phase.of(phase).word()).isEqualTo(phase);
    }

    @Test
    void unknownPhase_isRefusedNamingThePhases() {
        assertThatThrownBy(() -> Phase.of("Expand"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("unknown phase Expand: baseline, pilot, expand or replicate");
    }
}
