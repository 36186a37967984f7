package io.assay.core.calibration;

import java.util.Arrays;

/** The number of successes in independent trials of different probabilities. */
final class PoissonBinomial {
    /** Counts less likely than this are left out: together they change no figure in its twelfth digit. */
    private static final double NEGLIGIBLE = 1e-22;

    private PoissonBinomial() {}

    /**
     * E|K − E K|, exactly, by adding trial after trial to the distribution of K (Barlow &amp; Heidtmann 1984), kept to the
     * counts that can be reached with more than a negligible probability.
     *
     * @param probabilities of each trial, in [0, 1]
     */
    static double meanAbsoluteDeviation(double[] probabilities) {
        double[] mass = new double[probabilities.length + 1];
        mass[0] = 1;
        int low = 0;
        int high = 0;
        for (double probability : probabilities) {
            for (int count = ++high; count > low; count--) {
                mass[count] = mass[count] * (1 - probability) + mass[count - 1] * probability;
            }
            mass[low] *= 1 - probability;
            while (high > low && mass[high] < NEGLIGIBLE) {
                mass[high--] = 0;
            }
            while (low < high && mass[low] < NEGLIGIBLE) {
                mass[low++] = 0;
            }
        }
        double mean = Arrays.stream(probabilities).sum();
        double deviation = 0;
        for (int count = low; count <= high; count++) {
            deviation += mass[count] * Math.abs(count - mean);
        }
        return deviation;
    }
}
