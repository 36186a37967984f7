package io.assay.local.assess.arms;

import java.util.Arrays;

/** Some vectors turned, so that one pass multiplies all of them by one factor. */
final class RowBlock {
    /** So many that eight columns and a row of products stay in a core's nearest cache. */
    static final int ROWS = 512;

    /** One array a dimension, one value a row; a multiple of {@link MatrixProduct#TERMS} of them, the last ones 0. */
    private final float[][] columns;

    private final int rows;

    /**
     * @param rows places of the vectors
     * @param from first of them, inclusive
     */
    RowBlock(float[][] vectors, int[] rows, int from, int to) {
        this.rows = to - from;
        int dimensions = vectors[rows[from]].length;
        columns = new float[MatrixProduct.padded(dimensions)][to - from];
        for (int row = from; row < to; row++) {
            float[] vector = vectors[rows[row]];
            for (int i = 0; i < dimensions; i++) columns[i][row - from] = vector[i];
        }
    }

    /** A block of all these vectors. */
    static RowBlock of(float[][] vectors) {
        int[] all = new int[vectors.length];
        Arrays.setAll(all, row -> row);
        return new RowBlock(vectors, all, 0, all.length);
    }

    /** Blocks into which so many rows fall. */
    static int count(int rows) {
        return (rows + ROWS - 1) / ROWS;
    }

    int rows() {
        return rows;
    }

    /**
     * Adds each vector's product with each row of the block.
     *
     * @param sum one array a vector, one value a row
     * @param vectors as long as the columns are many
     */
    void addProducts(float[][] sum, float[][] vectors) {
        MatrixProduct.add(sum, vectors, columns);
    }

    /** Adds, for each column, the sum over the rows of its value times the row's vector. */
    void addProductsWithColumns(float[][] sum, float[][] vectors) {
        MatrixProduct.add(sum, columns, vectors);
    }
}
