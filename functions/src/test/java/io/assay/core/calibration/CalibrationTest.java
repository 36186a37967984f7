package io.assay.core.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.assay.core.calibration.CalibrationMap.Identity;
import io.assay.core.calibration.CalibrationMap.Isotonic;
import io.assay.core.calibration.CalibrationMap.Isotonic.Knot;
import io.assay.core.calibration.CalibrationMap.Platt;
import io.assay.core.calibration.CalibrationMap.Temperature;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalibrationTest {

    @ParameterizedTest
    @CsvSource({"950, 50, true", "949, 50, false", "951, 49, false", "5000, 49, false", "0, 1000, true", "999, 0, false"
    })
    void isotonicMap_needsAThousandAnswersAndFiftyErrors(int right, int wrong, boolean isotonic) {
        List<ScoredAnswer> answers = Made.all(Made.tied(0.9, right, 0), Made.tied(0.4, 0, wrong));

        assertThat(Calibration.fit(answers)).isInstanceOf(isotonic ? Isotonic.class : Platt.class);
    }

    @Test
    void withoutAnswers_nothingIsChanged() {
        assertThat(Calibration.fit(List.of())).isEqualTo(new Identity());
        assertThatThrownBy(() -> Calibration.platt(List.of())).hasMessage("no answers to fit a map on");
        assertThatThrownBy(() -> Calibration.temperature(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Calibration.isotonic(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 20261201})
    void everyFittedMap_neverFallsAndStaysInTheUnitInterval(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double bend = 0.2 + 3 * random.nextDouble();
        List<ScoredAnswer> answers = Made.answers(1 + random.nextInt(400), raw -> Math.pow(raw, bend), random);

        for (CalibrationMap map : List.of(
                Calibration.platt(answers),
                Calibration.temperature(answers),
                Calibration.isotonic(answers),
                new Identity())) {
            double before = 0;
            for (int i = 0; i <= 5_000; i++) {
                double probability = map.probability(i / 5_000.0);
                assertThat(probability).as("%s, seed %s", map, seed).isBetween(before, 1.0);
                before = probability;
            }
        }
    }

    @Test
    void overconfidence_isTakenBack() {
        SplittableRandom random = new SplittableRandom(7);
        List<ScoredAnswer> fit = Made.answers(20_000, raw -> raw * raw, random);

        assertThat(Calibration.fit(fit).probability(0.8)).isCloseTo(0.64, within(0.02));
        assertThat(Calibration.platt(fit).probability(0.8)).isCloseTo(0.64, within(0.02));
        assertThat(Calibration.temperature(fit).inverseTemperature()).isLessThan(1);
    }

    @Test
    void confidenceTheWrongWayRound_getsALevelMap() {
        List<ScoredAnswer> answers = Made.all(Made.tied(0.9, 10, 30), Made.tied(0.3, 40, 0));

        assertThat(Calibration.platt(answers).slope()).isZero();
        assertThat(Calibration.platt(answers).probability(0.1)).isCloseTo(50.0 / 80, within(0.02));
        assertThat(Calibration.temperature(answers)).isEqualTo(new Temperature(0));
        assertThat(Calibration.isotonic(answers).knots()).containsExactly(new Knot(0.3, 0.625), new Knot(0.9, 0.625));
    }

    @Test
    void oneConfidenceForAll_getsALevelMap() {
        assertThat(Calibration.platt(Made.tied(0.95, 8, 0))).isEqualTo(new Platt(0, Math.log(9)));
        assertThat(Calibration.isotonic(Made.tied(0.95, 3, 1)).knots()).containsExactly(new Knot(0.95, 0.75));
        assertThat(Calibration.temperature(Made.tied(0.5, 3, 1))).isEqualTo(new Temperature(1));
    }

    @Test
    void answersThatWereAllRight_leaveTheMapFinite() {
        List<ScoredAnswer> answers = Made.all(Made.tied(0.9, 20, 0), Made.tied(1, 20, 0), Made.tied(0.7, 20, 0));

        assertThat(Calibration.platt(answers).probability(1)).isBetween(0.9, 0.9999);
        assertThat(Calibration.temperature(answers).probability(1))
                .isGreaterThan(0.9)
                .isLessThan(1);
    }

    @Test
    void aFitLooksAtRawConfidenceOnly() {
        List<ScoredAnswer> raw = Made.answers(200, r -> r * r, new SplittableRandom(5));
        List<ScoredAnswer> mapped =
                raw.stream().map(answer -> answer.under(new Platt(0, 1))).toList();

        assertThat(Calibration.platt(mapped)).isEqualTo(Calibration.platt(raw));
        assertThat(Calibration.isotonic(mapped)).isEqualTo(Calibration.isotonic(raw));
    }

    @Test
    void orderOfRows_doesNotMatter() {
        List<ScoredAnswer> answers = Made.all(Made.tied(0.6, 3, 2), Made.tied(0.8, 5, 1), Made.tied(0.7, 1, 1));

        assertThat(Calibration.isotonic(answers.reversed())).isEqualTo(Calibration.isotonic(answers));
    }
}
