package io.assay.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfidenceSpreadTest {

    @Test
    void oneValueForEveryCase_isDegenerate() {
        assertThat(ConfidenceSpread.of(Collections.nCopies(500, 0.9))).isEqualTo(new ConfidenceSpread(500, 1, 0));
        assertThat(ConfidenceSpread.of(List.of()).degenerate()).isTrue();
    }

    @Test
    void twoValues_areOneThreshold_ifBothAreCommon() {
        List<Double> scores = new ArrayList<>(Collections.nCopies(990, 0.9));
        scores.addAll(Collections.nCopies(10, 0.2));
        assertThat(ConfidenceSpread.of(scores)).isEqualTo(new ConfidenceSpread(1000, 2, 1));
        assertThat(ConfidenceSpread.of(scores).degenerate()).isFalse();

        scores.removeLast();
        assertThat(ConfidenceSpread.of(scores).degenerate())
                .as("9 of 999 are under 1 %%")
                .isTrue();
    }

    @Test
    void distinctValues_areThresholdsButForTheOutermost() {
        List<Double> scores = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            scores.add(i / 200.0);
        }
        // accepting 2 to 198 of them
        assertThat(ConfidenceSpread.of(scores)).isEqualTo(new ConfidenceSpread(200, 200, 197));
    }

    @Test
    void scoreThatIsNone_isRefused() {
        assertThatThrownBy(() -> ConfidenceSpread.of(List.of(0.1, Double.NaN)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
