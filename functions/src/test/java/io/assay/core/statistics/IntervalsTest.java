package io.assay.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntervalsTest {
    private static final ErrorCount NONE = new ErrorCount(0, 0);

    @Test
    void withoutCases_anyRateIsPossible() {
        assertThat(ClopperPearson.interval(NONE, 0.05)).isEqualTo(new Interval(0, 1));
        assertThat(Wilson.interval(NONE, 0.05)).isEqualTo(new Interval(0, 1));
    }

    @Test
    void withoutErrors_exactBoundIsTheRuleOfThree() {
        ErrorCount none = new ErrorCount(0, 100);
        assertThat(ClopperPearson.upper(none, 0.05)).isCloseTo(1 - Math.pow(0.05, 0.01), within(1e-14));
        assertThat(ClopperPearson.lower(none, 0.05)).isZero();
        assertThat(ClopperPearson.upper(new ErrorCount(100, 100), 0.05)).isEqualTo(1);
        assertThat(ClopperPearson.lower(new ErrorCount(100, 100), 0.05)).isCloseTo(Math.pow(0.05, 0.01), within(1e-14));
    }

    @Test
    void exactBounds_areWhereTheTailHasItsChance() {
        for (long n : new long[] {1, 3, 50, 5_000, 10_000_000}) {
            for (long k : new long[] {0, 1, n / 3, n - 1, n}) {
                for (double alpha : new double[] {0.9, 0.2, 1e-9, 1e-280}) {
                    ErrorCount count = new ErrorCount(k, n);
                    if (k < n) {
                        double upper = ClopperPearson.upper(count, alpha);
                        double rounding = 1e-6 + 1e-15 / (1 - upper);
                        assertThat(new Binomial(n, upper).logLower(k))
                                .as("upper of %s at %s", count, alpha)
                                .satisfiesAnyOf(
                                        log -> assertThat(log).isCloseTo(Math.log(alpha), within(rounding)),
                                        // a double cannot be nearer to 1
                                        log -> assertThat(upper).isGreaterThan(1 - 1e-15));
                    }
                    if (k > 0) {
                        assertThat(new Binomial(n, ClopperPearson.lower(count, alpha)).logUpper(k))
                                .as("lower of %s at %s", count, alpha)
                                .isCloseTo(Math.log(alpha), within(1e-6));
                    }
                }
            }
        }
    }

    /** At every rate the chance to be covered is at least the stated one, by exact enumeration. */
    @Test
    void exactInterval_coversAtEveryRate_wilsonOnlyOnAverage() {
        int n = 60;
        double least = 1;
        double sum = 0;
        int rates = 199;
        for (int i = 1; i <= rates; i++) {
            double rate = i / (rates + 1.0);
            double exact = 0;
            double score = 0;
            for (int k = 0; k <= n; k++) {
                ErrorCount count = new ErrorCount(k, n);
                double chance = Math.exp(new Binomial(n, rate).logMass(k));
                exact += ClopperPearson.interval(count, 0.05).contains(rate) ? chance : 0;
                score += Wilson.interval(count, 0.05).contains(rate) ? chance : 0;
            }
            assertThat(exact).as("rate %s", rate).isGreaterThanOrEqualTo(0.95);
            least = Math.min(least, score);
            sum += score;
        }
        assertThat(least).isLessThan(0.95);
        assertThat(sum / rates).isBetween(0.945, 0.955);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -0.1, Double.NaN})
    void alphaOutsideItsRange_isRefused(double alpha) {
        ErrorCount count = new ErrorCount(1, 10);
        assertThatThrownBy(() -> ClopperPearson.upper(count, alpha)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ClopperPearson.lower(count, alpha)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Wilson.upper(count, alpha)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Wilson.lower(count, alpha)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void intervalWithItsEndsTurned_isRefused() {
        assertThatThrownBy(() -> new Interval(0.2, 0.1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Interval(0.2, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThat(new Interval(0.1, 0.2).contains(0.1)).isTrue();
        assertThat(new Interval(0.1, 0.2).contains(0.21)).isFalse();
        assertThat(new Interval(0.1, 0.2).contains(0.09)).isFalse();
    }

    @Test
    void moreErrorsThanCases_areRefused() {
        assertThatThrownBy(() -> new ErrorCount(2, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ErrorCount(-1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(new ErrorCount(1, 4).plus(true)).isEqualTo(new ErrorCount(2, 5));
        assertThat(new ErrorCount(1, 4).plus(false).rate()).isEqualTo(0.2);
    }
}
