package io.assay.local.assess.arms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class LabelTextsTest {
    private static final EmbeddedCases CASES = new EmbeddedCases(
            new float[][] {{0.8f, 0.6f}, {0, 1}, {-1, 0}},
            new int[] {7, 8, 9},
            new int[] {0, 1, 1},
            List.of("a", "b"),
            new int[] {3, 4},
            20);

    private static final float[][] LABELS = {{1, 0}, {0, 1}};

    @Test
    void nearestLabel_isAnsweredWithItsShareOfTheSoftmax() {
        ArmAnswer[] answers =
                new LabelTexts(CASES, "label-names", LABELS, 11).fit(new int[0]).answer(new int[] {1, 0});

        assertThat(answers[0].label()).isOne();
        assertThat(answers[1].label()).isZero();
        double sum = Math.exp(0.8 / 0.05) + Math.exp(0.6 / 0.05) + Math.exp(0.2 / 0.05);
        assertThat(answers[1].confidences()[0]).isCloseTo(Math.exp(0.8 / 0.05) / sum, within(1e-5));
        assertThat(answers[1].confidences()[1])
                .isCloseTo((Math.exp(0.8 / 0.05) - Math.exp(0.6 / 0.05)) / sum, within(1e-5));
        assertThat(answers[1].usage().input()).isEqualTo(20 + 11 + 7 + 2);
        assertThat(answers[1].usage().output()).isEqualTo(3 + 6);
    }

    @Test
    void caseThatNoLabelFits_isAnsweredWithLittleConfidence() {
        ArmAnswer answer =
                new LabelTexts(CASES, "label-names", LABELS, 11).fit(new int[0]).answer(new int[] {2})[0];

        assertThat(answer.label()).isOne();
        assertThat(answer.confidences()[0]).isLessThan(0.05);
    }
}
