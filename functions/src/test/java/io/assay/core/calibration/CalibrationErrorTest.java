package io.assay.core.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.junit.jupiter.api.Test;

class CalibrationErrorTest {

    /** The specification's 0.019, for confidences of mean 0.9 spread as Beta(4.5, 0.5). */
    @Test
    void thousandPerfectlyCalibratedAnswers_showAnErrorOfTwoPercent() {
        BetaDistribution confidences = BetaDistribution.of(4.5, 0.5);
        List<ScoredAnswer> answers = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            answers.add(ScoredAnswer.raw(confidences.inverseCumulativeProbability((i + 0.5) / 1_000), true));
        }

        assertThat(CalibrationError.of(answers, CalibrationError.BINS).eceIfPerfect())
                .isCloseTo(0.019, within(0.0005));
    }

    @Test
    void underPerfectCalibration_theFiguresAreOnAverageWhatTheyPromise() {
        SplittableRandom random = new SplittableRandom(3);
        int runs = 1_000;
        double ece = 0;
        double promised = 0;
        double squared = 0;
        for (int run = 0; run < runs; run++) {
            CalibrationError error = CalibrationError.of(Made.answers(300, raw -> raw, random), 10);
            ece += error.ece() / runs;
            promised += error.eceIfPerfect() / runs;
            squared += error.debiasedL2Squared() / runs;
        }

        assertThat(ece).isCloseTo(promised, within(0.01 * promised));
        assertThat(squared).isCloseTo(0, within(2e-4)); // without the correction it would be 4e-3
    }

    @Test
    void miscalibration_isSeenAtItsSize() {
        List<ScoredAnswer> answers = Made.answers(50_000, raw -> raw - 0.1 * raw, new SplittableRandom(4));
        CalibrationError error = CalibrationError.of(answers, 10);

        assertThat(error.ece()).isCloseTo(0.1 * 5 / 6, within(0.005));
        assertThat(error.eceIfPerfect()).isLessThan(0.005);
        assertThat(error.debiasedL2()).isCloseTo(0.1 * Math.sqrt(5.0 / 7), within(0.005));
    }

    @Test
    void squareBelowZero_isNoError() {
        CalibrationError error = CalibrationError.of(Made.tied(0.5, 10, 10), 1);

        assertThat(error.debiasedL2Squared()).isCloseTo(-0.25 / 19, within(1e-15));
        assertThat(error.debiasedL2()).isZero();
    }

    @Test
    void binsHaveEqualMass_whereNothingTies() {
        List<ScoredAnswer> answers = Made.answers(1_003, raw -> raw, new SplittableRandom(5));

        assertThat(CalibrationError.of(answers, 10).bins())
                .hasSize(10)
                .allSatisfy(bin -> assertThat(bin.answers()).isBetween(100, 101))
                .isSortedAccordingTo((one, other) -> Double.compare(one.confidence(), other.confidence()));
    }

    @Test
    void ties_areNotCut() {
        List<ScoredAnswer> answers = Made.all(Made.tied(0.8, 16, 4), Made.tied(0.9, 5, 0));
        CalibrationError error = CalibrationError.of(answers, 5);

        assertThat(error.bins()).extracting(CalibrationError.Bin::answers).containsExactly(20, 5);
        Collections.shuffle(answers, new Random(1));
        assertThat(CalibrationError.of(answers, 5).ece()).isCloseTo(error.ece(), within(1e-15));
        assertThat(error.ece()).isCloseTo(0.1 * 5 / 25, within(1e-15));
    }

    @Test
    void moreBinsThanAnswers_areOneAnswerEach() {
        CalibrationError error =
                CalibrationError.of(List.of(ScoredAnswer.raw(0.4, true), ScoredAnswer.raw(0.9, false)), 10);

        assertThat(error.bins()).hasSize(2);
        assertThat(error.ece()).isCloseTo(0.75, within(1e-15));
        assertThat(error.debiasedL2Squared()).isZero();
    }

    @Test
    void noAnswersOrNoBins_areRefused() {
        assertThatThrownBy(() -> CalibrationError.of(List.of(), 10)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CalibrationError.of(Made.tied(0.5, 1, 1), 0))
                .hasMessage("no calibration error of 2 answers in 0 bins");
    }

    @Test
    void manyTrials_deviateAsTheNormalDistributionSays() {
        double[] probabilities = new double[20_000];
        Arrays.fill(probabilities, 0.7);
        double normal = Math.sqrt(2 / Math.PI) * Math.sqrt(20_000 * 0.7 * 0.3);

        assertThat(PoissonBinomial.meanAbsoluteDeviation(probabilities)).isCloseTo(normal, within(1e-4 * normal));
    }
}
