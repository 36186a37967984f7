package io.assay.core.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.assay.core.calibration.CalibrationMap.Platt;
import io.assay.core.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AurocTest {

    /** Two normal distributions, √2·Φ⁻¹(A) apart, have the area A. */
    @Tag("long")
    @ParameterizedTest
    @CsvSource({"0.75, 30, 300", "0.75, 10, 300", "0.55, 40, 200", "0.90, 40, 400"})
    void interval_holdsTheTrueArea(double area, int wrong, int right) {
        SplittableRandom random = new SplittableRandom(17);
        NormalDistribution normal = NormalDistribution.of(0, 1);
        double apart = Math.sqrt(2) * normal.inverseCumulativeProbability(area);
        int held = 0;
        int below = 0;
        for (int run = 0; run < 1_000; run++) {
            List<ScoredAnswer> answers = new ArrayList<>();
            for (int i = 0; i < right + wrong; i++) {
                double score = random.nextGaussian() + (i < right ? apart : 0);
                answers.add(ScoredAnswer.raw(normal.cumulativeProbability(score), i < right));
            }
            Auroc auroc = Auroc.of(answers).orElseThrow();
            held += auroc.interval(0.95).contains(area) ? 1 : 0;
            below += auroc.upperBound(0.95) >= area ? 1 : 0;
        }

        assertThat(held).isBetween(930, 970);
        assertThat(below).isBetween(930, 980);
    }

    @Test
    void confidenceThatTies_countsHalf() {
        assertThat(Auroc.of(Made.tied(0.7, 30, 10)).orElseThrow().value()).isEqualTo(0.5);
        List<ScoredAnswer> half = Made.all(Made.tied(0.9, 10, 0), Made.tied(0.7, 10, 10));
        assertThat(Auroc.of(half).orElseThrow().value()).isEqualTo(0.75);
    }

    @Test
    void levelMap_leavesTheAreaOfTheRawConfidence() {
        List<ScoredAnswer> raw = Made.answers(300, r -> r, new SplittableRandom(2));
        List<ScoredAnswer> level =
                raw.stream().map(answer -> answer.under(new Platt(0, 0))).toList();

        assertThat(Auroc.of(level)).isEqualTo(Auroc.of(raw));
    }

    @Test
    void perfectSeparation_showsOnlyWhatSoManyPairsCan() {
        Auroc best =
                Auroc.of(Made.all(Made.tied(0.9, 50, 0), Made.tied(0.2, 0, 5))).orElseThrow();
        Auroc worst =
                Auroc.of(Made.all(Made.tied(0.2, 50, 0), Made.tied(0.9, 0, 5))).orElseThrow();

        assertThat(best.value()).isEqualTo(1);
        assertThat(best.interval(0.95).lower()).isCloseTo(Math.pow(0.025, 0.2), within(1e-15));
        assertThat(best.interval(0.95).upper()).isEqualTo(1);
        assertThat(worst.interval(0.95).lower()).isZero();
        assertThat(worst.interval(0.95).upper()).isCloseTo(1 - Math.pow(0.025, 0.2), within(1e-15));
    }

    @Test
    void separationOfManyConfidences_isPerfectToTheLastDigit() {
        for (int right = 3; right < 300; right++) {
            List<ScoredAnswer> answers = new ArrayList<>(Made.tied(0.2, 0, 3));
            for (int i = 0; i < right; i++) {
                answers.add(ScoredAnswer.raw(0.5 + i / 1_000.0, true));
            }
            assertThat(Auroc.of(answers).orElseThrow().value()).isEqualTo(1);
        }
    }

    @Test
    void oneConfidenceForAll_isKnownToRankNothing() {
        assertThat(Auroc.of(Made.tied(0.7, 30, 10)).orElseThrow().interval(0.95))
                .isEqualTo(new Interval(0.5, 0.5));
    }

    @Test
    void oneErrorAlone_saysNothing() {
        Auroc auroc =
                Auroc.of(Made.all(Made.tied(0.9, 50, 0), Made.tied(0.2, 50, 1))).orElseThrow();

        assertThat(auroc.interval(0.95)).isEqualTo(new Interval(0, 1));
        assertThat(auroc.standardError()).isNaN();
    }

    @Test
    void withoutErrorsOrWithNothingElse_thereIsNoArea() {
        assertThat(Auroc.of(Made.tied(0.9, 5, 0))).isEmpty();
        assertThat(Auroc.of(Made.tied(0.9, 0, 5))).isEmpty();
        assertThat(Auroc.of(List.of())).isEmpty();
    }

    @Test
    void levelOutsideItsRange_isRefused() {
        Auroc auroc = Auroc.of(Made.tied(0.9, 5, 5)).orElseThrow();

        assertThatThrownBy(() -> auroc.interval(1)).hasMessage("level outside (0, 1): 1.0");
        assertThatThrownBy(() -> auroc.interval(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }
}
