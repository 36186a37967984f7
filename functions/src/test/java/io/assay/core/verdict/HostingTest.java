package io.assay.core.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HostingTest {
    private static final Hosting PROVISIONED = new Hosting.Provisioned(24, 100, 0.01); // a unit for 10,000 cases
    private static final Hosting IMPORTED = new Hosting.Imported(2, 0.05, 100, 0.01, 8_755.2);

    static List<Hosting> all() {
        return List.of(new Hosting.OnDemand(), PROVISIONED, IMPORTED);
    }

    @Test
    void units_comeInWholeNumbers() {
        assertThat(PROVISIONED.monthly(0)).isZero();
        assertThat(PROVISIONED.monthly(1)).isEqualTo(17_520);
        assertThat(PROVISIONED.monthly(10_000)).isEqualTo(17_520);
        assertThat(PROVISIONED.monthly(10_001)).isEqualTo(2 * 17_520);
        assertThat(PROVISIONED.stepBelow(10_001)).isEqualTo(10_000);
        assertThat(PROVISIONED.stepBelow(10_000)).isZero();
    }

    @Test
    void importedCopies_payForWindowsInWhichTheyAnswer() {
        double window = 2 * 0.05 * 5;

        // few cases seldom share a window; many fill all of them
        assertThat(IMPORTED.monthly(10)).isCloseTo(10 * window, within(0.01));
        assertThat(IMPORTED.monthly(200_000)).isCloseTo(20 * window * 8_755.2, within(1e-3));
        assertThat(IMPORTED.stepBelow(25_000)).isEqualTo(20_000);
    }

    @ParameterizedTest
    @MethodSource("all")
    void cost_staysBetweenItsLines(Hosting hosting) {
        for (double volume = 0.5; volume < 1e7; volume *= 1.01) {
            double cost = hosting.monthly(volume);
            double rounding = 1e-9 * (1 + cost);
            Hosting.Line floor = hosting.floor();
            Hosting.Line ceiling = hosting.ceiling();
            assertThat(cost)
                    .as("%s cases", volume)
                    .isBetween(
                            floor.usd() + floor.usdPerCase() * volume - rounding,
                            ceiling.usd() + ceiling.usdPerCase() * volume + rounding);
        }
        assertThat(hosting.steps()).isEqualTo(hosting.monthly(1e6) > 0);
    }

    @Test
    void rateOrCapacityOfNothing_isRefused() {
        assertThatThrownBy(() -> new Hosting.Provisioned(0, 1, 1)).hasMessageContaining("not positive");
        assertThatThrownBy(() -> new Hosting.Imported(1, 1, 1, 1, Double.NaN)).hasMessageContaining("not positive");
    }
}
