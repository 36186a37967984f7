package io.assay.local.assess.arms;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Cases with vectors around one centre a label. */
final class Generated {
    private Generated() {}

    /** @param spread of the vectors about their label's centre, before they are brought to unit length */
    static EmbeddedCases cases(int rows, int labels, int dimensions, double spread, long seed) {
        Random random = new Random(seed);
        float[][] centres = vectors(labels, dimensions, random);
        int[] right = random.ints(rows, 0, labels).toArray();
        float[][] vectors = vectors(rows, dimensions, random);
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < dimensions; i++) {
                vectors[row][i] = (float) (centres[right[row]][i] + spread * vectors[row][i]);
            }
            unit(vectors[row]);
        }
        List<String> names =
                IntStream.range(0, labels).mapToObj(label -> "label " + label).toList();
        int[] tokens = IntStream.range(0, rows).map(row -> 5 + row % 7).toArray();
        int[] labelTokens = new int[labels];
        Arrays.fill(labelTokens, 2);
        return new EmbeddedCases(vectors, tokens, right, names, labelTokens, 20);
    }

    static float[][] vectors(int count, int dimensions, Random random) {
        float[][] vectors = new float[count][dimensions];
        for (float[] vector : vectors) {
            for (int i = 0; i < dimensions; i++) vector[i] = (float) random.nextGaussian();
            unit(vector);
        }
        return vectors;
    }

    static int[] range(int from, int to) {
        return IntStream.range(from, to).toArray();
    }

    private static void unit(float[] vector) {
        double squares = 0;
        for (float value : vector) squares += value * value;
        for (int i = 0; i < vector.length; i++) vector[i] /= (float) Math.sqrt(squares);
    }
}
