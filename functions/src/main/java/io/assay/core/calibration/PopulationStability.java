package io.assay.core.calibration;

import java.util.Arrays;

/**
 * The population stability index, Σ (q − p) ln(q/p) over cells with shares p before and q now (Siddiqi 2006): Jeffreys' divergence of the two. Half a case is added to each cell on both sides, so that an empty one does not
 * make it infinite.
 *
 * @param index        at least 0
 * @param withoutShift what it is on average if nothing changed: (cells − 1)(1/n + 1/m) to first order (Yurdakul &amp;
 *                     Naranjo 2020). The usual marks of 0.10 and 0.25 mean nothing where this is near them
 */
public record PopulationStability(double index, double withoutShift) {

    /**
     * @param before cases in each cell, for example a label
     * @param now    cases in the same cells
     * @throws IllegalArgumentException if there are not as many cells, or a count is negative, or a side has no case
     */
    public static PopulationStability of(long[] before, long[] now) {
        if (before.length != now.length) {
            throw new IllegalArgumentException(before.length + " cells before, " + now.length + " now");
        }
        long cases = total(before);
        long casesNow = total(now);
        double index = 0;
        for (int cell = 0; cell < before.length; cell++) {
            double p = (before[cell] + 0.5) / (cases + before.length / 2.0);
            double q = (now[cell] + 0.5) / (casesNow + now.length / 2.0);
            index += (q - p) * Math.log(q / p);
        }
        return new PopulationStability(index, (before.length - 1) * (1.0 / cases + 1.0 / casesNow));
    }

    /**
     * Cells of equal mass before, cut between values that differ.
     *
     * @param before values, such as confidences
     * @param now    values on the same scale
     * @param cells  at least 1; fewer come out where values are tied
     * @throws IllegalArgumentException if a side has no value, or there is no cell
     */
    public static PopulationStability ofValues(double[] before, double[] now, int cells) {
        if (before.length == 0 || cells < 1) {
            throw new IllegalArgumentException(before.length + " values in " + cells + " cells");
        }
        double[] sorted = Arrays.stream(before).sorted().toArray();
        double[] lowest = new double[cells];
        Arrays.setAll(lowest, cell -> sorted[(int) ((long) cell * sorted.length / cells)]);
        double[] starts = Arrays.stream(lowest).distinct().skip(1).toArray();
        return of(counts(before, starts), counts(now, starts));
    }

    private static long[] counts(double[] values, double[] starts) {
        long[] counts = new long[starts.length + 1];
        for (double value : values) {
            int place = Arrays.binarySearch(starts, value);
            counts[place >= 0 ? place + 1 : -place - 1]++;
        }
        return counts;
    }

    private static long total(long[] counts) {
        long total = 0;
        for (long count : counts) {
            if (count < 0) {
                throw new IllegalArgumentException("negative count: " + count);
            }
            total += count;
        }
        if (total == 0) {
            throw new IllegalArgumentException("no cases");
        }
        return total;
    }
}
