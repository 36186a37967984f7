package io.assay.core.calibration;

/** Solves small systems of linear equations (Golub &amp; Van Loan 2013, algorithms 4.2.1, 3.1.1 and 3.1.2). */
final class Cholesky {
    private static final double SMALLEST_PIVOT = 1e-14;

    private Cholesky() {}

    /**
     * @param matrix symmetric and positive definite; its lower half is read
     * @return x with matrix · x = right
     */
    static double[] solve(double[][] matrix, double[] right) {
        double[][] lower = factor(matrix);
        int size = right.length;
        double[] x = right.clone();
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < i; j++) {
                x[i] -= lower[i][j] * x[j];
            }
            x[i] /= lower[i][i];
        }
        for (int i = size - 1; i >= 0; i--) {
            for (int j = i + 1; j < size; j++) {
                x[i] -= lower[j][i] * x[j];
            }
            x[i] /= lower[i][i];
        }
        return x;
    }

    private static double[][] factor(double[][] matrix) {
        double[][] lower = new double[matrix.length][matrix.length];
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j <= i; j++) {
                double left = matrix[i][j];
                for (int k = 0; k < j; k++) {
                    left -= lower[i][k] * lower[j][k];
                }
                if (i == j) {
                    // columns that depend on each other leave nothing, or by rounding less: any small pivot will do
                    lower[i][i] = Math.sqrt(Math.max(left, SMALLEST_PIVOT * matrix[i][i]));
                } else {
                    lower[i][j] = left / lower[j][j];
                }
            }
        }
        return lower;
    }
}
