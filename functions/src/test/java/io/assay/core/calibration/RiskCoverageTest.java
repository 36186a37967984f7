package io.assay.core.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.assay.core.calibration.CalibrationMap.Platt;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RiskCoverageTest {
    private static final List<ScoredAnswer> ANSWERS =
            Made.all(Made.tied(0.9, 3, 0), Made.tied(0.7, 2, 2), Made.tied(0.4, 1, 2));
    private static final RiskCoverage CURVE = RiskCoverage.of(ANSWERS);

    @Test
    void curve_hasAPointForEachDistinctConfidence() {
        assertThat(CURVE.points())
                .extracting(RiskCoverage.Point::accepted, RiskCoverage.Point::errors)
                .containsExactly(tuple(3, 0), tuple(7, 2), tuple(10, 4));
        assertThat(CURVE.all().coverage()).isEqualTo(1);
        assertThat(CURVE.all().risk()).isEqualTo(0.4);
    }

    @Test
    void confidenceEqualToTheThreshold_isAccepted() {
        assertThat(at(0.7).orElseThrow().coverage()).isEqualTo(0.7);
        assertThat(at(0.7).orElseThrow().risk()).isEqualTo(2.0 / 7);
        assertThat(at(0.71).orElseThrow().accepted()).isEqualTo(3);
        assertThat(at(0).orElseThrow()).isEqualTo(CURVE.all());
        assertThat(at(0.91)).isEmpty();
    }

    @Test
    void underALevelMap_aThresholdCanStillSeparate() {
        Platt level = new Platt(0, 1);
        RiskCoverage curve = RiskCoverage.of(
                ANSWERS.stream().map(answer -> answer.under(level)).toList());

        assertThat(curve.aurc()).isEqualTo(CURVE.aurc());
        assertThat(curve.at(level.apply(0.7)).orElseThrow().accepted()).isEqualTo(7);
    }

    @Test
    void aurc_isTheMeanOverAllOrdersOfATie() {
        Random random = new Random(5);
        List<Boolean> tie = new ArrayList<>(List.of(true, true, false, false));
        double mean = 0;
        int orders = 100_000;
        for (int order = 0; order < orders; order++) {
            Collections.shuffle(tie, random);
            int errors = 0;
            for (int k = 1; k <= 4; k++) {
                errors += tie.get(k - 1) ? 0 : 1;
                mean += (double) errors / k / 4 / orders;
            }
        }

        assertThat(RiskCoverage.of(Made.tied(0.5, 2, 2)).aurc()).isCloseTo(0.5, within(1e-15));
        assertThat(mean).isCloseTo(0.5, within(0.005));
    }

    @Test
    void bestOrder_hasTheLeastArea() {
        RiskCoverage best = RiskCoverage.of(Made.all(Made.tied(0.9, 2, 0), Made.tied(0.4, 0, 2)));
        RiskCoverage worst = RiskCoverage.of(Made.all(Made.tied(0.9, 0, 2), Made.tied(0.4, 2, 0)));

        assertThat(best.aurc()).isCloseTo((0 + 0 + 1.0 / 3 + 0.5) / 4, within(1e-15));
        assertThat(worst.aurc()).isCloseTo((1 + 1 + 2.0 / 3 + 0.5) / 4, within(1e-15));
    }

    @Test
    void noAnswers_areRefused() {
        assertThatThrownBy(() -> RiskCoverage.of(List.of())).hasMessage("no answers to accept");
    }

    private static Optional<RiskCoverage.Point> at(double threshold) {
        return CURVE.at(new CalibratedConfidence(threshold, 0));
    }
}
