package io.assay.local.assess.arms;

import java.util.Arrays;

/**
 * The nearest rows of an index by cosine, found by comparing with all of them. Of equally near ones the earlier comes
 * first.
 */
final class NearestRows {
    /** Rows of the index multiplied at once: their products with a block stay in a core's second cache. */
    private static final int CHUNK = 128;

    private final float[][] vectors;
    private final int[] index;
    private final int k;

    /**
     * Nearest first.
     *
     * @param rows    of the index
     * @param cosines of the angles, in [-1, 1] but for rounding
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Found(int[] rows, float[] cosines) {}

    /**
     * @param vectors of unit length
     * @param index   places of the rows to find, ascending, at least one
     * @param k       how many to find, at least 1; fewer where the index has fewer
     */
    NearestRows(float[][] vectors, int[] index, int k) {
        this.vectors = vectors;
        this.index = index.clone();
        this.k = Math.min(k, index.length);
    }

    /** What is nearest to each of these rows. */
    Found[] of(int[] rows) {
        Found[] found = new Found[rows.length];
        TwoThreads.each(RowBlock.count(rows.length), piece -> {
            int from = piece * RowBlock.ROWS;
            Found[] block = ofBlock(rows, from, Math.min(rows.length, from + RowBlock.ROWS));
            System.arraycopy(block, 0, found, from, block.length);
        });
        return found;
    }

    private Found[] ofBlock(int[] rows, int from, int to) {
        RowBlock block = new RowBlock(vectors, rows, from, to);
        Found[] found = new Found[to - from];
        Arrays.setAll(found, i -> new Found(new int[k], new float[k]));
        float[] least = new float[to - from];
        for (Found nothing : found) Arrays.fill(nothing.cosines, Float.NEGATIVE_INFINITY);
        Arrays.fill(least, Float.NEGATIVE_INFINITY);
        float[][] products = new float[CHUNK][to - from];
        for (int start = 0; start < index.length; start += CHUNK) {
            float[][] chunk = padded(start, Math.min(index.length, start + CHUNK));
            for (float[] product : products) Arrays.fill(product, 0);
            block.addProducts(products, chunk);
            for (int i = 0; i < chunk.length; i++) {
                float[] product = products[i];
                for (int row = 0; row < product.length; row++) {
                    if (product[row] > least[row]) least[row] = insert(found[row], index[start + i], product[row]);
                }
            }
        }
        return found;
    }

    /** Behind those as near, which come earlier in the index; the last falls out. Returns the cosine to be beaten now. */
    private static float insert(Found found, int row, float cosine) {
        int place = found.rows.length - 1;
        while (place > 0 && found.cosines[place - 1] < cosine) {
            found.cosines[place] = found.cosines[place - 1];
            found.rows[place] = found.rows[place - 1];
            place--;
        }
        found.cosines[place] = cosine;
        found.rows[place] = row;
        return found.cosines[found.cosines.length - 1];
    }

    private float[][] padded(int start, int end) {
        float[][] padded = new float[end - start][];
        for (int i = 0; i < padded.length; i++) {
            float[] vector = vectors[index[start + i]];
            int length = MatrixProduct.padded(vector.length);
            padded[i] = length == vector.length ? vector : Arrays.copyOf(vector, length);
        }
        return padded;
    }
}
