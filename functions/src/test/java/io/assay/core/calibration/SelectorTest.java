package io.assay.core.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SelectorTest {
    private static final List<String> NAMES = List.of("verbalised", "neighbours");

    @Test
    void twoSources_rankBetterThanEither() {
        SplittableRandom random = new SplittableRandom(11);
        int count = 2_000;
        double[][] values = new double[count][];
        boolean[] right = new boolean[count];
        for (int row = 0; row < count; row++) {
            values[row] = new double[] {random.nextDouble(), random.nextDouble()};
            right[row] = random.nextDouble() < Logit.inverse(4 * values[row][0] + 4 * values[row][1] - 2);
        }
        Selector selector = Selector.fit(NAMES, values, right, 1);

        double both = auroc(right, values, selector::confidence);
        assertThat(both).isGreaterThan(0.03 + auroc(right, values, value -> value[0]));
        assertThat(both).isGreaterThan(0.03 + auroc(right, values, value -> value[1]));
    }

    @Test
    void answersThatWereAllRight_leaveTheWeightsFinite() {
        Selector selector =
                Selector.fit(NAMES, new double[][] {{0.1, 1}, {0.9, 1}, {0.8, 1}}, new boolean[] {true, true, true}, 1);

        assertThat(selector.confidence(0.5, 1)).isCloseTo(0.8, within(0.01));
    }

    @Test
    void featureThatNeverVaried_getsNoWeight() {
        Selector selector = Selector.fit(
                NAMES,
                new double[][] {{0.1, 0.3}, {0.9, 0.3}, {0.2, 0.3}, {0.8, 0.3}},
                new boolean[] {false, true, false, true},
                0.1);

        assertThat(selector.features().get(0).weight()).isPositive();
        assertThat(selector.features().get(1).weight()).isCloseTo(0, within(1e-9));
        assertThat(selector.features().get(1).scale()).isEqualTo(1);
    }

    @Test
    void featureGivenTwiceOver_sharesItsWeight() {
        double[][] values = new double[40][];
        boolean[] right = new boolean[40];
        for (int row = 0; row < 40; row++) {
            values[row] = new double[] {row, row};
            right[row] = row % 3 != 0 && row > 10;
        }
        Selector selector = Selector.fit(NAMES, values, right, 1e-6);

        assertThat(selector.features().get(0).weight())
                .isCloseTo(selector.features().get(1).weight(), within(1e-6));
    }

    @Test
    void moreRidge_meansLessWeight() {
        double[][] values = {{0.1, 0}, {0.9, 1}, {0.2, 1}, {0.8, 0}};
        boolean[] right = {false, true, false, true};

        double weak = Selector.fit(NAMES, values, right, 0.1).features().get(0).weight();
        double strong = Selector.fit(NAMES, values, right, 10).features().get(0).weight();
        assertThat(strong).isPositive().isLessThan(weak / 2);
    }

    @Test
    void brokenInput_isRefused() {
        double[][] rows = {{0.1, 0.2}, {0.3, 0.4}};
        boolean[] right = {true, false};

        assertThatThrownBy(() -> Selector.fit(NAMES, new double[0][], new boolean[0], 1))
                .hasMessage("0 rows of features for 0 answers");
        assertThatThrownBy(() -> Selector.fit(NAMES, rows, new boolean[1], 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Selector.fit(NAMES, rows, right, 0)).hasMessage("the ridge is greater than 0: 0.0");
        assertThatThrownBy(() -> Selector.fit(List.of("one"), rows, right, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Selector.fit(List.of("one", "one"), rows, right, 1))
                .hasMessage("a feature stands twice");
        assertThatThrownBy(() -> Selector.fit(NAMES, new double[][] {{0.1, Double.NaN}}, new boolean[1], 1))
                .hasMessage("not 2 finite features: [0.1, NaN]");
        Selector selector = Selector.fit(NAMES, rows, right, 1);
        assertThatThrownBy(() -> selector.confidence(0.5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Selector(List.of(), Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Selector.Feature("f", 0, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Selector.Feature("f", 0, 1, Double.NaN))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private interface Confidence {
        double of(double[] values);
    }

    private static double auroc(boolean[] right, double[][] values, Confidence confidence) {
        List<ScoredAnswer> answers = new ArrayList<>();
        for (int row = 0; row < right.length; row++) {
            answers.add(ScoredAnswer.raw(confidence.of(values[row]), right[row]));
        }
        return Auroc.of(answers).orElseThrow().value();
    }
}
