package io.assay.core.resampling;

import io.assay.core.statistics.Interval;
import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Intervals from the replicates of a bootstrap. Replicates that are not a number are left out: a resample in which a
 * ratio has nothing to divide by says nothing about it.
 */
public final class BootstrapInterval {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private BootstrapInterval() {}

    /**
     * The percentile interval (Efron &amp; Tibshirani 1993, chapter 13).
     *
     * @param level share of such intervals that hold the true value, in (0, 1)
     * @throws IllegalArgumentException if the level is outside its range or no replicate is a number
     */
    public static Interval percentile(double[] replicates, double level) {
        double tail = tail(level);
        double[] sorted = sorted(replicates);
        return new Interval(quantile(sorted, tail), quantile(sorted, 1 - tail));
    }

    /**
     * The bias-corrected and accelerated interval (Efron 1987; Efron &amp; Tibshirani 1993, eqs. 14.9, 14.10, 14.14 and
     * 14.15). A replicate equal to the estimate counts half on each side. Where all lie on one side, half a replicate is
     * counted on the other, so that the correction stays finite.
     *
     * @param estimate  in the sample itself
     * @param jackknife the statistic without each group in turn
     * @param level     share of such intervals that hold the true value, in (0, 1)
     * @throws IllegalArgumentException if the level is outside its range or no replicate is a number
     */
    public static Interval bca(double[] replicates, double estimate, double[] jackknife, double level) {
        double tail = tail(level);
        double[] sorted = sorted(replicates);
        double bias = NORMAL.inverseCumulativeProbability(shareBelow(sorted, estimate));
        double acceleration = acceleration(jackknife);
        return new Interval(
                quantile(sorted, adjusted(tail, bias, acceleration)),
                quantile(sorted, adjusted(1 - tail, bias, acceleration)));
    }

    /**
     * A quantile by linear interpolation between order statistics (Hyndman &amp; Fan 1996, definition 7).
     *
     * @param sorted      ascending, at least one
     * @param probability in [0, 1]
     */
    static double quantile(double[] sorted, double probability) {
        double position = probability * (sorted.length - 1);
        int below = (int) Math.floor(position);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }

    private static double tail(double level) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("level outside (0, 1): " + level);
        }
        return (1 - level) / 2;
    }

    private static double[] sorted(double[] replicates) {
        double[] sorted = Arrays.stream(replicates)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("no replicate is a number");
        }
        return sorted;
    }

    private static double shareBelow(double[] replicates, double estimate) {
        double below = 0;
        for (double replicate : replicates) {
            below += replicate < estimate ? 1 : replicate == estimate ? 0.5 : 0;
        }
        double half = 0.5 / replicates.length;
        return Math.clamp(below / replicates.length, half, 1 - half);
    }

    /** 0 where the statistic does not depend on any group. */
    private static double acceleration(double[] jackknife) {
        double[] defined =
                Arrays.stream(jackknife).filter(value -> !Double.isNaN(value)).toArray();
        double mean = Arrays.stream(defined).average().orElse(0);
        double squares = 0;
        double cubes = 0;
        for (double value : defined) {
            double distance = mean - value;
            squares += distance * distance;
            cubes += distance * distance * distance;
        }
        return squares == 0 ? 0 : cubes / (6 * Math.pow(squares, 1.5));
    }

    private static double adjusted(double probability, double bias, double acceleration) {
        double shifted = bias + NORMAL.inverseCumulativeProbability(probability);
        double stretch = 1 - acceleration * shifted;
        if (stretch <= 0) { // beyond the pole the formula would turn round: its limit is the last replicate
            return shifted > 0 ? 1 : 0;
        }
        return NORMAL.cumulativeProbability(bias + shifted / stretch);
    }
}
