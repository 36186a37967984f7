package io.assay.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ComparisonMethodsTest {

    @Test
    void guaranteedRisk_takesTheLastStepWhoseBoundHeld() {
        // 1,000 surest without an error, then errors only
        List<Scored> rows = sample(1_000, 1_000);
        Certificate certificate =
                new SelectionWithGuaranteedRisk(0.05, 0.05).certify(rows).orElseThrow();

        // the bound at 11 steps: P(X ≤ 32 | 1,032 rows) is over 0.05/11, P(X ≤ 31 | 1,031) is not
        ErrorCount among = certificate.acceptance().among();
        assertThat(new Binomial(among.of(), 0.05).logLower(among.errors())).isLessThanOrEqualTo(Math.log(0.05 / 11));
        assertThat(new Binomial(among.of() + 1, 0.05).logLower(among.errors() + 1))
                .isGreaterThan(Math.log(0.05 / 11));
        assertThat(certificate.acceptance().cases()).isEqualTo(2_000);
    }

    @Test
    void guaranteedRisk_ofTooFewRowsOrTooManyErrors_isEmpty() {
        SelectionWithGuaranteedRisk method = new SelectionWithGuaranteedRisk(0.05, 0.05);
        assertThat(method.certify(List.of())).isEmpty();
        assertThat(method.certify(sample(1, 0))).isEmpty();
        assertThat(method.certify(sample(50, 50))).isEmpty();
        assertThat(method.certify(sample(2_000, 0)).orElseThrow().acceptance().coverage())
                .isGreaterThan(0.99);
    }

    @Test
    void empiricalThreshold_takesAllThatTheSampleAllows() {
        assertThat(EmpiricalThreshold.of(sample(95, 100), 0.05))
                .hasValue(new Acceptance(OptionalDouble.of(96 / 195.0), new ErrorCount(5, 100), 195));
        assertThat(EmpiricalThreshold.of(sample(95, 5), 0.05).orElseThrow().threshold())
                .isEmpty();
        assertThat(EmpiricalThreshold.of(sample(0, 5), 0.05)).isEmpty();
        assertThat(EmpiricalThreshold.of(List.of(), 0.05)).isEmpty();
    }

    @Test
    void boundsOutsideTheirRanges_areRefused() {
        assertThatThrownBy(() -> new SelectionWithGuaranteedRisk(0, 0.05)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SelectionWithGuaranteedRisk(0.05, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> EmpiricalThreshold.of(List.of(), Double.NaN))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Falling scores, first the right answers, then the wrong ones. */
    private static List<Scored> sample(int right, int wrong) {
        List<Scored> rows = new ArrayList<>();
        int n = right + wrong;
        for (int i = 0; i < n; i++) {
            rows.add(new Scored((n - i) / (double) n, i < right));
        }
        return rows;
    }
}
