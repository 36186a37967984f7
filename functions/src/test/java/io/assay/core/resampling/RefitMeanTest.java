package io.assay.core.resampling;

import static io.assay.core.calibration.CalibrationVectors.assertAgrees;
import static io.assay.core.calibration.CalibrationVectors.doubles;
import static io.assay.core.calibration.CalibrationVectors.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.core.calibration.CalibrationVectors;
import io.assay.core.statistics.Interval;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RefitMeanTest {

    @Test
    void meanAndInterval_agreeWithScipy() {
        for (Map<String, Object> vector : CalibrationVectors.cases("refits")) {
            RefitMean refits =
                    RefitMean.of(doubles(vector, "values"), number(vector, "testRows"), number(vector, "trainRows"));
            Interval interval = refits.interval(number(vector, "level"));

            assertAgrees("mean", refits.mean(), number(vector, "mean"));
            assertAgrees("standard error", refits.standardError(), number(vector, "standardError"));
            assertAgrees("low", interval.lower(), number(vector, "low"));
            assertAgrees("high", interval.upper(), number(vector, "high"));
        }
    }

    /** Accuracy of the nearest of two class means, over ten random halvings of 60 rows, in 1,000 data sets. */
    @Test
    void intervalOverRefits_holdsWhereTheNaiveOneDoesNot() {
        SplittableRandom random = new SplittableRandom(51);
        double truth = expectedAccuracy(random);
        int corrected = 0;
        int naive = 0;
        for (int run = 0; run < 1_000; run++) {
            double[] rows = rows(random, 60);
            double[] accuracies = new double[10];
            Arrays.setAll(accuracies, refit -> accuracy(rows, order(random, rows.length), 40));
            corrected += RefitMean.of(accuracies, 20, 40).interval(0.95).contains(truth) ? 1 : 0;
            naive += RefitMean.of(accuracies, 1e-9, 1).interval(0.95).contains(truth) ? 1 : 0;
        }

        assertThat(corrected).isBetween(930, 970);
        assertThat(naive).isLessThan(850);
    }

    @Test
    void oneRefit_showsNoVariance() {
        assertThatThrownBy(() -> RefitMean.of(new double[] {1}, 20, 80))
                .hasMessage("the variance over refits needs at least 2: 1");
        assertThatThrownBy(() -> RefitMean.of(new double[] {1, 2}, 0, 80)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RefitMean.of(new double[] {1, 2}, 20, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RefitMean.of(new double[] {1, 2}, 20, 80).interval(1))
                .hasMessage("level outside (0, 1): 1.0");
    }

    private static double expectedAccuracy(RandomGenerator random) {
        double sum = 0;
        int samples = 40_000;
        for (int i = 0; i < samples; i++) {
            double[] rows = rows(random, 60);
            sum += accuracy(rows, order(random, rows.length), 40);
        }
        return sum / samples;
    }

    /** Even rows are of one class, odd ones of another, 1.5 higher. */
    private static double[] rows(RandomGenerator random, int count) {
        double[] rows = new double[count];
        Arrays.setAll(rows, row -> random.nextGaussian() + 1.5 * (row % 2));
        return rows;
    }

    private static double accuracy(double[] rows, int[] order, int train) {
        double[] sums = new double[2];
        int[] counts = new int[2];
        for (int i = 0; i < train; i++) {
            sums[order[i] % 2] += rows[order[i]];
            counts[order[i] % 2]++;
        }
        double border = (sums[0] / counts[0] + sums[1] / counts[1]) / 2;
        int right = 0;
        for (int i = train; i < order.length; i++) {
            right += (rows[order[i]] > border) == (order[i] % 2 == 1) ? 1 : 0;
        }
        return (double) right / (order.length - train);
    }

    private static int[] order(RandomGenerator random, int count) {
        int[] order = new int[count];
        Arrays.setAll(order, i -> i);
        for (int i = count - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[j];
            order[j] = kept;
        }
        return order;
    }
}
