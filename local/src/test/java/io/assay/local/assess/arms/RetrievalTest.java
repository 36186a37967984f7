package io.assay.local.assess.arms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class RetrievalTest {

    @Test
    void answers_areLabelsWithConfidencesInOrder() {
        EmbeddedCases cases = Generated.cases(1300, 9, 24, 0.8, 11);
        int[] rows = Generated.range(600, 1300);

        ArmAnswer[] answers = new Retrieval(cases).fit(Generated.range(0, 600)).answer(rows);

        int right = 0;
        for (int i = 0; i < rows.length; i++) {
            if (answers[i].label() == cases.right()[rows[i]]) right++;
            double[] confidences = answers[i].confidences();
            assertThat(answers[i].label()).isBetween(0, 8);
            assertThat(confidences).hasSize(3);
            assertThat(confidences[0]).isBetween(1 / 9.0, 1.0);
            assertThat(confidences[1]).isBetween(0.0, confidences[0]);
            assertThat(confidences[2]).isBetween(0.0, 1.0);
            assertThat(answers[i].usage().embedding()).isEqualTo(cases.tokens()[rows[i]]);
        }
        assertThat(right / (double) rows.length).isGreaterThan(0.95);
    }

    @Test
    void equalVotes_goToTheEarlierLabel() {
        float[] same = {1, 0, 0};
        float[] other = {-1, 0, 0};
        EmbeddedCases cases = cases(new float[][] {same, same, same, other, other}, 0, 1, 0, 1, 0);

        ArmAnswer answer = new Retrieval(cases).fit(new int[] {1, 2, 3, 4}).answer(new int[] {0})[0];

        assertThat(answer.label()).isZero();
        assertThat(answer.confidences()).containsExactly(0.5, 0, 1);
    }

    @Test
    void nearestRow_outvotesOneThatIsFar() {
        EmbeddedCases cases = cases(new float[][] {{1, 0}, {0, 1}, {1, 0}}, 1, 0, 1);

        ArmAnswer answer = new Retrieval(cases).fit(new int[] {1, 2}).answer(new int[] {0})[0];

        assertThat(answer.label()).isOne();
        assertThat(answer.confidences()[0]).isCloseTo(1, within(1e-6));
    }

    @Test
    void usage_countsInstructionLabelsExamplesAndText() {
        EmbeddedCases cases = cases(new float[][] {{1, 0}, {0, 1}, {1, 0}}, 1, 0, 1);

        ArmAnswer answer = new Retrieval(cases).fit(new int[] {1, 2}).answer(new int[] {0})[0];

        // 20 instruction, 2 · (3 + 2) labels, 2 · (7 + 3 + 4) examples, 7 + 2 text
        assertThat(answer.usage().input()).isEqualTo(20 + 10 + 28 + 9);
        assertThat(answer.usage().output()).isEqualTo(9);
    }

    @Test
    void noRows_areRefused() {
        Retrieval retrieval = new Retrieval(Generated.cases(3, 2, 8, 1, 2));

        assertThatThrownBy(() -> retrieval.fit(new int[0])).isInstanceOf(IllegalArgumentException.class);
    }

    private static EmbeddedCases cases(float[][] vectors, int... right) {
        return new EmbeddedCases(vectors, new int[] {7, 7, 7, 7, 7}, right, List.of("a", "b"), new int[] {3, 3}, 20);
    }
}
