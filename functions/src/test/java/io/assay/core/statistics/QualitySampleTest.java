package io.assay.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QualitySampleTest {

    @Test
    void share_isWhatThePromiseNeeds_butNotUnderThePolicys() {
        // 10,000 cases a month, 80 % automated: 1,842 in 7 days
        double needed = 250 / (10_000 * 0.8 * 7 / 30.4);
        assertThat(share(QualitySample.of(0.02, 250, 8_000, 7))).isCloseTo(needed, within(1e-15));
        assertThat(share(QualitySample.of(0.2, 250, 8_000, 7))).isEqualTo(0.2);
        assertThat(share(QualitySample.of(0, 250, 250, 30.5)))
                .as("nearly every case")
                .isCloseTo(30.4 / 30.5, within(1e-15));
    }

    @Test
    void promiseThatTooFewCasesCannotKeep_saysTheDaysThatCould() {
        assertThat(QualitySample.of(0.02, 250, 250, 7)).isEqualTo(new QualitySample.TooFewCases(250 / (250 / 30.4)));
        assertThat(QualitySample.of(0.02, 250, 0, 7))
                .isEqualTo(new QualitySample.TooFewCases(Double.POSITIVE_INFINITY));
    }

    @Test
    void nothingPromised_leavesThePolicysShare() {
        assertThat(share(QualitySample.of(0.02, 250, 8_000, Double.POSITIVE_INFINITY)))
                .isEqualTo(0.02);
        assertThat(share(QualitySample.of(0.02, 250, 0, Double.POSITIVE_INFINITY)))
                .isEqualTo(0.02);
    }

    @ParameterizedTest
    @CsvSource({
        "-0.1, 250, 500, 7",
        "1.1, 250, 500, 7",
        "0.1, -1, 500, 7",
        "0.1, 250, -1, 7",
        "0.1, 250, NaN, 7",
        "0.1, 250, 500, 0",
        "0.1, NaN, 500, 7"
    })
    void numbersOutsideTheirRanges_areRefused(double policy, double samples, double automated, double days) {
        assertThatThrownBy(() -> QualitySample.of(policy, samples, automated, days))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static double share(QualitySample sample) {
        return ((QualitySample.Share) sample).share();
    }
}
