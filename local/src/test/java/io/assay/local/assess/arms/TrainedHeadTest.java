package io.assay.local.assess.arms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TrainedHeadTest {

    @Test
    void optimum_hasTheGradientThatDifferencesSay_andItIsNone() {
        EmbeddedCases cases = Generated.cases(700, 6, 13, 1.5, 3);
        int[] rows = Generated.range(0, 700);
        double penalty = 1e-3;
        SoftmaxLoss loss = new SoftmaxLoss(cases.vectors(), rows, cases.right(), 6, penalty);

        Lbfgs.Minimum minimum = new Lbfgs(loss, new SharedCurvature(loss.secondMoments(), 6, penalty))
                .minimise(loss.variables(), 1e-6, 500);

        assertThat(minimum.gradientNorm()).isLessThan(1e-6);
        assertThat(Arrays.stream(gradient(cases, minimum.point(), 6, penalty))
                        .map(Math::abs)
                        .max()
                        .orElseThrow())
                .isLessThan(2e-6);
    }

    @Test
    void gradient_isThatOfTheValue() {
        EmbeddedCases cases = Generated.cases(530, 4, 9, 1, 5);
        SoftmaxLoss loss = new SoftmaxLoss(cases.vectors(), Generated.range(0, 530), cases.right(), 4, 0.01);
        double[] point = new Random(1).doubles(loss.variables(), -1, 1).toArray();
        double[] gradient = new double[point.length];
        double[] ignored = new double[point.length];

        loss.at(point, gradient);

        for (int i = 0; i < point.length; i++) {
            double at = point[i];
            point[i] = at + 1e-2;
            double above = loss.at(point, ignored);
            point[i] = at - 1e-2;
            double below = loss.at(point, ignored);
            point[i] = at;
            assertThat(gradient[i]).isCloseTo((above - below) / 2e-2, within(1e-4));
        }
    }

    @Test
    void twoBalancedClassesOnOneAxis_haveTheWeightThatTheEquationGives() {
        // vectors ±1, always right: by symmetry w = (a, −a), where a · penalty = (1 − p)/2 and p = 1/(1 + exp(−2a))
        float[][] vectors = {{1}, {-1}, {1}, {-1}};
        SoftmaxLoss loss = new SoftmaxLoss(vectors, new int[] {0, 1, 2, 3}, new int[] {0, 1, 0, 1}, 2, 0.1);

        double[] point = new Lbfgs(loss, double[]::clone)
                .minimise(loss.variables(), 1e-8, 200)
                .point();

        double a = point[0];
        assertThat(0.1 * a).isCloseTo(1 / (1 + Math.exp(2 * a)), within(1e-6));
        assertThat(point[SoftmaxLoss.stride(1)]).isCloseTo(-a, within(1e-6));
        assertThat(point[1]).isCloseTo(0, within(1e-6));
    }

    @Test
    void head_answersWhatItLearned_alwaysTheSame() {
        EmbeddedCases cases = Generated.cases(1300, 9, 24, 0.8, 11);
        int[] train = Generated.range(0, 600);
        int[] rows = Generated.range(600, 1300);

        ArmAnswer[] answers = new TrainedHead(cases).fit(train).answer(rows);
        ArmAnswer[] again = new TrainedHead(cases).fit(train).answer(rows);

        int right = 0;
        for (int i = 0; i < rows.length; i++) {
            if (answers[i].label() == cases.right()[rows[i]]) right++;
            assertThat(answers[i].label()).isBetween(0, 8).isEqualTo(again[i].label());
            assertThat(answers[i].confidences())
                    .isEqualTo(again[i].confidences())
                    .hasSize(2);
            assertThat(answers[i].confidences()[0]).isBetween(1 / 9.0 - 1e-6, 1.0);
            assertThat(answers[i].confidences()[1]).isBetween(0.0, answers[i].confidences()[0]);
        }
        assertThat(right / (double) rows.length).isGreaterThan(0.95);
    }

    @Test
    void labelWithoutTrainingRow_isNeverAnswered() {
        EmbeddedCases cases = Generated.cases(300, 4, 16, 0.5, 2);
        int[] train = Arrays.stream(Generated.range(0, 200))
                .filter(row -> cases.right()[row] != 2)
                .toArray();

        assertThat(new TrainedHead(cases).fit(train).answer(Generated.range(200, 300)))
                .allSatisfy(answer -> assertThat(answer.label()).isNotEqualTo(2).isBetween(0, 3));
    }

    @Test
    void oneLabelAlone_isAnsweredForCertain() {
        EmbeddedCases cases = Generated.cases(20, 1, 8, 1, 2);

        ArmAnswer answer = new TrainedHead(cases).fit(new int[] {0, 1}).answer(new int[] {5})[0];

        assertThat(answer.label()).isZero();
        assertThat(answer.confidences()).containsExactly(1, 1);
    }

    @Test
    void trainingTokens_areThoseOfEveryRecord() {
        EmbeddedCases cases = Generated.cases(20, 2, 8, 1, 2);

        double tokens = new TrainedHead(cases).fit(new int[] {0, 1, 2}).trainingTokens();

        assertThat(tokens).isEqualTo(cases.trainingRecord(0) + cases.trainingRecord(1) + cases.trainingRecord(2));
    }

    @Test
    void noRows_areRefused() {
        TrainedHead head = new TrainedHead(Generated.cases(3, 2, 8, 1, 2));

        assertThatThrownBy(() -> head.fit(new int[0])).isInstanceOf(IllegalArgumentException.class);
    }

    /** Reckoned in double precision, row by row. */
    private static double[] gradient(EmbeddedCases cases, double[] point, int classes, double penalty) {
        int stride = point.length / classes;
        double[] gradient = new double[point.length];
        int rows = cases.vectors().length;
        float[][] extended = SoftmaxLoss.extended(cases.vectors(), Generated.range(0, rows));
        for (int row = 0; row < rows; row++) {
            double[] powers = new double[classes];
            for (int c = 0; c < classes; c++) {
                double score = 0;
                for (int i = 0; i < stride; i++) score += point[c * stride + i] * extended[row][i];
                powers[c] = Math.exp(score);
            }
            double sum = Arrays.stream(powers).sum();
            for (int c = 0; c < classes; c++) {
                double error = powers[c] / sum - (c == cases.right()[row] ? 1 : 0);
                for (int i = 0; i < stride; i++) gradient[c * stride + i] += error * extended[row][i] / rows;
            }
        }
        for (int i = 0; i < point.length; i++) gradient[i] += penalty * point[i];
        return gradient;
    }
}
