package io.assay.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertificateSampleSizeTest {

    /** The specification's figures; the least number with the power, and that from which all have it, from SciPy. */
    @ParameterizedTest
    @CsvSource({"0.01, 3137, 3256, 3487", "0.02, 1567, 1643, 1741", "0.05, 601, 647, 694", "0.10, 286, 301, 333"})
    void rowsAtThreeFifthsOfTheRisk_areTheSpecifications(double targetRisk, long least, long rows, long lasting) {
        assertThat(CertificateSampleSize.accepted(targetRisk, 0.05, 0.6 * targetRisk, 0.8))
                .hasValue(rows);
        assertThat(power(least, targetRisk)).isGreaterThanOrEqualTo(0.8);
        assertThat(power(least - 1, targetRisk)).isLessThan(0.8);
        assertThat(power(lasting, targetRisk)).isGreaterThanOrEqualTo(0.8);
        assertThat(power(lasting - 1, targetRisk)).isLessThan(0.8);
        assertThat(rows).isBetween(least, lasting);
    }

    private static double power(long rows, double targetRisk) {
        return CertificateSampleSize.power(rows, targetRisk, 0.05, 0.6 * targetRisk);
    }

    @Test
    void fewestRows_areThoseThatPassWithoutAnError() {
        assertThat(CertificateSampleSize.passing(0, 0.05, 0.05)).isEqualTo(59);
        assertThat(CertificateSampleSize.passing(1, 0.05, 0.05)).isEqualTo(93);
        assertThat(CertificateSampleSize.passing(0, 1e-12, 0.05))
                .as("more than can be")
                .isEqualTo(1_000_000_000);
        assertThat(CertificateSampleSize.power(59, 0.05, 0.05, 0)).isEqualTo(1);
        assertThat(CertificateSampleSize.power(58, 0.05, 0.05, 0)).isZero();
        assertThat(CertificateSampleSize.power(59, 0.05, 0.05, 0.01)).isCloseTo(Math.pow(0.99, 59), within(1e-14));
        assertThat(CertificateSampleSize.power(0, 0.05, 0.05, 0.01)).isZero();
        assertThat(CertificateSampleSize.accepted(0.05, 0.05, 0, 0.8)).hasValue(59);
    }

    @Test
    void riskAtTheTargetOrTooNear_cannotBeCertified() {
        assertThat(CertificateSampleSize.accepted(0.05, 0.05, 0.05, 0.8)).isEmpty();
        assertThat(CertificateSampleSize.accepted(0.05, 0.05, 0.06, 0.8)).isEmpty();
        assertThat(CertificateSampleSize.accepted(0.05, 0.05, 0.04999999, 0.8)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.05, 0.01, 0.8",
        "0.05, 1, 0.01, 0.8",
        "0.05, 0.05, -0.01, 0.8",
        "0.05, 0.05, 1, 0.8",
        "0.05, 0.05, 0.01, 1",
        "0.05, 0.05, NaN, 0.8"
    })
    void numbersOutsideTheirRanges_areRefused(double targetRisk, double delta, double risk, double power) {
        assertThatThrownBy(() -> CertificateSampleSize.accepted(targetRisk, delta, risk, power))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
