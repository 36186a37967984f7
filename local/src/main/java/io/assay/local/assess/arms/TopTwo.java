package io.assay.local.assess.arms;

/**
 * The best and the second best of some probabilities; of equal ones the earlier.
 *
 * @param best       place of the best
 * @param top        its probability, in [0, 1]
 * @param runnerUp   the second best's, 0 where there is none
 */
record TopTwo(int best, double top, double runnerUp) {

    /** Of the probabilities of one row, one array a class, the first classes alone. */
    static TopTwo of(float[][] probabilities, int classes, int row) {
        int best = 0;
        float runnerUp = 0;
        for (int c = 1; c < classes; c++) {
            float probability = probabilities[c][row];
            if (probability > probabilities[best][row]) {
                runnerUp = probabilities[best][row];
                best = c;
            } else {
                runnerUp = Math.max(runnerUp, probability);
            }
        }
        return new TopTwo(best, Math.min(1, probabilities[best][row]), Math.min(1, runnerUp));
    }

    /** {@code topk} and {@code margin}, in the order of {@link LabelTexts} and {@link TrainedHead}. */
    double[] confidences() {
        return new double[] {top, top - runnerUp};
    }
}
