package io.assay.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinomialTest {

    @Test
    void tails_equalTheSumOfTheirMasses() {
        long seed = 20260301;
        Random random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            Binomial binomial = new Binomial(1 + random.nextInt(60), random.nextDouble());
            long k = random.nextInt((int) binomial.n() + 1);
            BigDecimal lower = BigDecimal.ZERO;
            BigDecimal all = BigDecimal.ZERO;
            for (long j = 0; j <= binomial.n(); j++) {
                BigDecimal mass = mass(binomial, j);
                all = all.add(mass);
                lower = j <= k ? lower.add(mass) : lower;
            }
            BigDecimal upper = all.subtract(lower).add(mass(binomial, k));
            String name = "seed " + seed + ", " + binomial + ", k " + k;
            assertThat(Math.exp(binomial.logMass(k)) / mass(binomial, k).doubleValue())
                    .as(name)
                    .isCloseTo(1, within(1e-12));
            assertThat(Math.exp(binomial.logLower(k)) / lower.doubleValue())
                    .as(name)
                    .isCloseTo(1, within(1e-12));
            assertThat(Math.exp(binomial.logUpper(k)) / upper.doubleValue())
                    .as(name)
                    .isCloseTo(1, within(1e-12));
        }
    }

    /** C(n, k) p^k (1−p)^(n−k) with 50 digits. */
    private static BigDecimal mass(Binomial binomial, long k) {
        BigDecimal p = new BigDecimal(binomial.p());
        BigDecimal choose = BigDecimal.ONE;
        for (long i = 1; i <= k; i++) {
            choose = choose.multiply(BigDecimal.valueOf(binomial.n() - k + i))
                    .divide(BigDecimal.valueOf(i), new MathContext(50));
        }
        return choose.multiply(p.pow((int) k, new MathContext(50)))
                .multiply(BigDecimal.ONE.subtract(p).pow((int) (binomial.n() - k), new MathContext(50)));
    }

    @Test
    void tailFarBelowTheLeastDouble_isStillTold() {
        Binomial binomial = new Binomial(1_000_000, 0.01);
        assertThat(binomial.logLower(0)).isCloseTo(1_000_000 * Math.log1p(-0.01), within(1e-8));
        assertThat(binomial.logUpper(1_000_000)).isCloseTo(1_000_000 * Math.log(0.01), within(1e-8));
        assertThat(binomial.logUpper(500_000)).isLessThan(-1_000_000).isGreaterThan(-2_000_000);
        assertThat(new Binomial(1_000_000_000, 0.5).logLower(0)).isCloseTo(1_000_000_000 * Math.log(0.5), within(1e-6));
    }

    @Test
    void whatIsNearlySure_isNeverSure() {
        Binomial binomial = new Binomial(1_000_000, 0.01);
        assertThat(binomial.logLower(999_999)).isNegative();
        assertThat(binomial.logUpper(1)).isNegative();
        assertThat(new Binomial(3, 1e-9).logLower(0)).isCloseTo(-3e-9, within(1e-17));
    }

    @ParameterizedTest
    @CsvSource({
        "10, 0.5, -1, -Infinity, 0",
        "10, 0.5, 0, -6.931471805599453, 0",
        "10, 0.5, 10, 0, -6.931471805599453",
        "10, 0.5, 11, 0, -Infinity",
        "10, 0, 0, 0, 0",
        "10, 0, 1, 0, -Infinity",
        "10, 0, -1, -Infinity, 0",
        "10, 1, 9, -Infinity, 0",
        "10, 1, 10, 0, 0",
        "10, 1, 11, 0, -Infinity",
        "0, 0.3, 0, 0, 0",
        "0, 0.3, 1, 0, -Infinity",
        "0, 0.3, -1, -Infinity, 0"
    })
    void edges_areSureOrImpossible(long n, double p, long k, double logLower, double logUpper) {
        Binomial binomial = new Binomial(n, p);
        assertThat(binomial.logLower(k)).isCloseTo(logLower, within(1e-15));
        assertThat(binomial.logUpper(k)).isCloseTo(logUpper, within(1e-15));
    }

    @ParameterizedTest
    @CsvSource({
        "10, 0.5, -1, -Infinity",
        "10, 0.5, 11, -Infinity",
        "10, 0, 0, 0",
        "10, 0, 1, -Infinity",
        "10, 1, 10, 0",
        "10, 1, 9, -Infinity",
        "0, 0.5, 0, 0"
    })
    void massAtTheEdges_isSureOrImpossible(long n, double p, long k, double logMass) {
        assertThat(new Binomial(n, p).logMass(k)).isEqualTo(logMass);
    }

    @ParameterizedTest
    @CsvSource({"-1, 0.5", "1000000001, 0.5", "1, -0.1", "1, 1.1", "1, NaN"})
    void parametersOutsideTheirRanges_areRefused(long n, double p) {
        assertThatThrownBy(() -> new Binomial(n, p)).isInstanceOf(IllegalArgumentException.class);
    }
}
