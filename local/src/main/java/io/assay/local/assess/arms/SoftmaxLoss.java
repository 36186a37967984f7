package io.assay.local.assess.arms;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Mean of −log p over rows, where p is the softmax of weights · vector at the row's class, and the penalty
 * ½ · weight² of every weight, the intercept's too. Weights are laid out class after class, each with one value a
 * dimension, the intercept and zeros up to {@link #stride}.
 */
final class SoftmaxLoss implements Lbfgs.Objective {
    /** A fixed number, so that sums are the same on every machine. */
    private static final int SHARES = 2;

    private final int[] classOf;
    private final int classes;
    private final double penalty;
    private final int stride;
    private final List<Block> blocks = new ArrayList<>();

    /** @param vectors with the intercept's 1 and zeros behind, a row each; a multiple of 8 rows, the last ones 0 */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Block(int from, RowBlock columns, float[][] vectors) {}

    /**
     * @param rows    places of the vectors
     * @param classOf one a row, from 0
     */
    SoftmaxLoss(float[][] vectors, int[] rows, int[] classOf, int classes, double penalty) {
        this.classOf = classOf;
        this.classes = classes;
        this.penalty = penalty;
        stride = stride(vectors[rows[0]].length);
        for (int from = 0; from < rows.length; from += RowBlock.ROWS) {
            float[][] extended =
                    extended(vectors, Arrays.copyOfRange(rows, from, Math.min(rows.length, from + RowBlock.ROWS)));
            blocks.add(new Block(from, RowBlock.of(extended), extended));
        }
    }

    /** Values a class: dimensions and intercept, padded. */
    static int stride(int dimensions) {
        return MatrixProduct.padded(dimensions + 1);
    }

    static float[][] extended(float[][] vectors, int[] rows) {
        float[][] extended = new float[MatrixProduct.padded(rows.length)][];
        for (int row = 0; row < extended.length; row++) {
            if (row < rows.length) {
                float[] vector = vectors[rows[row]];
                extended[row] = Arrays.copyOf(vector, stride(vector.length));
                extended[row][vector.length] = 1;
            } else {
                extended[row] = new float[extended[0].length];
            }
        }
        return extended;
    }

    int variables() {
        return classes * stride;
    }

    @Override
    public double at(double[] point, double[] gradient) {
        float[][] weights = weights(point, classes);
        double[] losses = new double[SHARES];
        float[][][] gradients = new float[SHARES][classes][stride];
        TwoThreads.each(SHARES, share -> {
            int to = blocks.size() * (share + 1) / SHARES;
            float[][] products = new float[classes][];
            for (int block = blocks.size() * share / SHARES; block < to; block++) {
                losses[share] += add(blocks.get(block), weights, products, gradients[share]);
            }
        });
        int rows = classOf.length;
        double squares = 0;
        for (int i = 0; i < point.length; i++) {
            double sum = 0;
            for (float[][] part : gradients) sum += part[i / stride][i % stride];
            gradient[i] = sum / rows + penalty * point[i];
            squares += point[i] * point[i];
        }
        return Arrays.stream(losses).sum() / rows + penalty / 2 * squares;
    }

    /** Mean of vector · vectorᵀ over the rows, the intercept's place among them. */
    double[][] secondMoments() {
        float[][] sum = new float[stride][stride];
        for (Block block : blocks) block.columns().addProductsWithColumns(sum, block.vectors());
        double[][] mean = new double[stride][stride];
        for (int i = 0; i < stride; i++) {
            for (int j = 0; j < stride; j++) mean[i][j] = sum[i][j] / (double) classOf.length;
        }
        return mean;
    }

    static float[][] weights(double[] point, int classes) {
        int stride = point.length / classes;
        float[][] weights = new float[classes][stride];
        for (int i = 0; i < point.length; i++) weights[i / stride][i % stride] = (float) point[i];
        return weights;
    }

    private double add(Block block, float[][] weights, float[][] products, float[][] gradient) {
        int length = block.columns().rows();
        for (int c = 0; c < classes; c++) {
            if (products[c] == null || products[c].length != length) products[c] = new float[length];
            else Arrays.fill(products[c], 0);
        }
        block.columns().addProducts(products, weights);
        int rows = Math.min(length, classOf.length - block.from());
        double loss = 0;
        for (int row = 0; row < rows; row++) loss += products[classOf[block.from() + row]][row];
        loss = Softmax.inPlace(products, rows) - loss;
        for (int row = 0; row < rows; row++) products[classOf[block.from() + row]][row] -= 1;
        for (float[] product : products) Arrays.fill(product, rows, length, 0);
        MatrixProduct.add(gradient, products, block.vectors());
        return loss;
    }
}
