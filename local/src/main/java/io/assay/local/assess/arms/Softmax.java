package io.assay.local.assess.arms;

import java.util.Arrays;

/** From scores to probabilities. */
final class Softmax {
    /** What lies so far below the best score weighs less than 1e-13. */
    private static final float NEGLIGIBLE = -30;

    private Softmax() {}

    /**
     * Turns scores into probabilities.
     *
     * @param scores one array a class, one value a row
     * @param rows   how many of the rows count; what is behind them is left
     * @return the sum over the rows of log Σ exp(score)
     */
    static double inPlace(float[][] scores, int rows) {
        float[] best = new float[rows];
        Arrays.fill(best, Float.NEGATIVE_INFINITY);
        for (float[] score : scores) {
            for (int row = 0; row < rows; row++) best[row] = Math.max(best[row], score[row]);
        }
        float[] sum = new float[rows];
        for (float[] score : scores) {
            for (int row = 0; row < rows; row++) {
                float below = score[row] - best[row];
                score[row] = below < NEGLIGIBLE ? 0 : (float) Math.exp(below);
                sum[row] += score[row];
            }
        }
        for (float[] score : scores) {
            for (int row = 0; row < rows; row++) score[row] /= sum[row];
        }
        double logs = 0;
        for (int row = 0; row < rows; row++) logs += best[row] + Math.log(sum[row]);
        return logs;
    }
}
