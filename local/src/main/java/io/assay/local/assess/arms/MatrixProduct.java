package io.assay.local.assess.arms;

/** Products of matrices, given as rows. */
final class MatrixProduct {
    /** Terms added in one pass: enough that memory does not decide the pace. */
    static final int TERMS = 8;

    private MatrixProduct() {}

    /** The next multiple of {@value #TERMS}. */
    static int padded(int length) {
        return (length + TERMS - 1) / TERMS * TERMS;
    }

    /**
     * Adds left · right to the first rows of sum.
     *
     * @param left  at most as many rows as {@code sum}, each at least as long as {@code right} has rows
     * @param right a multiple of {@value #TERMS} rows, each as long as those of {@code sum}
     */
    static void add(float[][] sum, float[][] left, float[][] right) {
        // Terms outside: they stay in the nearest cache while all rows of the sum pass.
        for (int term = 0; term < right.length; term += TERMS) {
            for (int row = 0; row < left.length; row++) add(sum[row], left[row], right, term);
        }
    }

    /** Whole arrays from 0, one of them written: the form that HotSpot turns into vector instructions. */
    private static void add(float[] sum, float[] factors, float[][] terms, int at) {
        float factor0 = factors[at];
        float factor1 = factors[at + 1];
        float factor2 = factors[at + 2];
        float factor3 = factors[at + 3];
        float factor4 = factors[at + 4];
        float factor5 = factors[at + 5];
        float factor6 = factors[at + 6];
        float factor7 = factors[at + 7];
        float[] term0 = terms[at];
        float[] term1 = terms[at + 1];
        float[] term2 = terms[at + 2];
        float[] term3 = terms[at + 3];
        float[] term4 = terms[at + 4];
        float[] term5 = terms[at + 5];
        float[] term6 = terms[at + 6];
        float[] term7 = terms[at + 7];
        for (int i = 0; i < sum.length; i++) {
            float first = Math.fma(factor0, term0[i], Math.fma(factor1, term1[i], Math.fma(factor2, term2[i], sum[i])));
            float second = Math.fma(factor3, term3[i], Math.fma(factor4, term4[i], factor5 * term5[i]));
            sum[i] = first + Math.fma(factor6, term6[i], Math.fma(factor7, term7[i], second));
        }
    }
}
