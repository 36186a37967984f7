package io.assay.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class McNemarTest {

    @Test
    void pValue_isThatOfAFairCoin() {
        assertThat(McNemar.exact(0, 6)).isCloseTo(2 / 64.0, within(1e-15));
        assertThat(McNemar.exact(6, 0)).isEqualTo(McNemar.exact(0, 6));
        assertThat(McNemar.exact(3, 3)).as("not above 1").isEqualTo(1);
        assertThat(McNemar.exact(0, 0)).as("nothing to compare").isEqualTo(1);
    }

    @Test
    void negativeNumberOfCases_isRefused() {
        assertThatThrownBy(() -> McNemar.exact(-1, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> McNemar.exact(2, -1)).isInstanceOf(IllegalArgumentException.class);
    }
}
