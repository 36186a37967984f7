package io.assay.core.calibration;

import java.util.Arrays;

/**
 * Logistic regression for targets in (0, 1), by Newton's method with backtracking (Lin, Lin &amp; Weng 2007, algorithm 1,
 * for any number of columns): minimises Σ −t log p − (1 − t) log(1 − p) + ½ Σ penalty·w². With targets away from 0 and 1
 * the minimum is finite even where the columns separate right from wrong.
 */
final class LogisticRegression {
    /** Keeps the Hessian invertible where columns depend on each other (Lin, Lin &amp; Weng 2007, σ). */
    private static final double RIDGE = 1e-12;

    private static final double SUFFICIENT = 1e-4;
    private static final double SHORTEST_STEP = 1e-10;
    private static final int STEPS = 100;

    private final double[][] rows;
    private final double[] targets;
    private final double[] penalties;

    /**
     * @param rows      a column a weight; a column of ones for the intercept
     * @param targets   one a row, in (0, 1)
     * @param penalties one a column, at least 0
     */
    LogisticRegression(double[][] rows, double[] targets, double[] penalties) {
        this.rows = rows;
        this.targets = targets;
        this.penalties = penalties;
    }

    /**
     * Targets of Platt 1999, as in Lin, Lin &amp; Weng 2007, eq. 2: (N₊ + 1)/(N₊ + 2) for right answers and 1/(N₋ + 2) for wrong ones.
     */
    static double[] targets(boolean[] right) {
        int rights = 0;
        for (boolean r : right) {
            rights += r ? 1 : 0;
        }
        double high = (rights + 1.0) / (rights + 2.0);
        double low = 1.0 / (right.length - rights + 2.0);
        double[] targets = new double[right.length];
        Arrays.setAll(targets, row -> right[row] ? high : low);
        return targets;
    }

    /** The weights, one a column. */
    double[] fit(double[] start) {
        double[] weights = start.clone();
        double loss = loss(weights);
        for (int step = 0; step < STEPS; step++) {
            double[] gradient = gradient(weights);
            double[] direction = Cholesky.solve(hessian(weights), gradient);
            double decrease = dot(gradient, direction);
            if (!(decrease > 1e-26 * Math.max(1, loss))) {
                break;
            }
            if (decrease < 1e-6) { // Newton's own ground: the loss is too flat to judge a step by, and need not
                weights = moved(weights, direction, 1);
                loss = loss(weights);
                continue;
            }
            double length = 1;
            double[] tried = moved(weights, direction, length);
            double triedLoss = loss(tried);
            while (!(triedLoss < loss - SUFFICIENT * length * decrease) && length > SHORTEST_STEP) {
                length /= 2;
                tried = moved(weights, direction, length);
                triedLoss = loss(tried);
            }
            if (!(triedLoss < loss)) {
                break;
            }
            weights = tried;
            loss = triedLoss;
        }
        return weights;
    }

    private double loss(double[] weights) {
        double loss = 0;
        for (int row = 0; row < rows.length; row++) {
            double x = dot(rows[row], weights);
            double away = x >= 0 ? 1 - targets[row] : -targets[row];
            loss += away * x + Math.log1p(Math.exp(-Math.abs(x)));
        }
        for (int column = 0; column < weights.length; column++) {
            loss += penalties[column] * weights[column] * weights[column] / 2;
        }
        return loss;
    }

    private double[] gradient(double[] weights) {
        double[] gradient = new double[weights.length];
        for (int row = 0; row < rows.length; row++) {
            double excess = Logit.inverse(dot(rows[row], weights)) - targets[row];
            for (int column = 0; column < gradient.length; column++) {
                gradient[column] += excess * rows[row][column];
            }
        }
        for (int column = 0; column < gradient.length; column++) {
            gradient[column] += penalties[column] * weights[column];
        }
        return gradient;
    }

    private double[][] hessian(double[] weights) {
        double[][] hessian = new double[weights.length][weights.length];
        for (double[] row : rows) {
            double x = dot(row, weights);
            double spread = Logit.inverse(x) * Logit.inverse(-x);
            for (int i = 0; i < row.length; i++) {
                for (int j = 0; j <= i; j++) {
                    hessian[i][j] += spread * row[i] * row[j];
                }
            }
        }
        for (int i = 0; i < weights.length; i++) {
            hessian[i][i] += penalties[i] + RIDGE;
        }
        return hessian;
    }

    private static double[] moved(double[] weights, double[] direction, double length) {
        double[] moved = new double[weights.length];
        Arrays.setAll(moved, column -> weights[column] - length * direction[column]);
        return moved;
    }

    private static double dot(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }
}
