package io.assay.core.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScoresTest {

    @Test
    void scores_areMeansOverAnswers() {
        Scores scores = Scores.of(List.of(ScoredAnswer.raw(0.8, true), ScoredAnswer.raw(0.6, false)));

        assertThat(scores.accuracy()).isEqualTo(0.5);
        assertThat(scores.brier()).isCloseTo((0.04 + 0.36) / 2, within(1e-15));
        assertThat(scores.logLoss()).isCloseTo(-(Math.log(0.8) + Math.log(0.4)) / 2, within(1e-15));
    }

    @Test
    void certainAnswerThatIsWrong_costsAFiniteLogLoss() {
        assertThat(Scores.of(List.of(ScoredAnswer.raw(1, false))).logLoss()).isCloseTo(36.04, within(0.01));
        assertThat(Scores.of(List.of(ScoredAnswer.raw(1, true))).logLoss()).isCloseTo(0, within(1e-15));
    }

    @Test
    void noAnswers_areRefused() {
        assertThatThrownBy(() -> Scores.of(List.of())).hasMessage("no answers to score");
    }
}
