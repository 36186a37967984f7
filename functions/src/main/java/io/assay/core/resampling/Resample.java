package io.assay.core.resampling;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Which groups were drawn, and how often each. */
public final class Resample {
    private final int[] times;

    /** Takes the array over: nobody else may hold it. */
    Resample(int[] times) {
        this.times = times;
    }

    /** As many groups as there are, each drawn with the same probability. */
    public static Resample draw(Groups groups, RandomGenerator random) {
        int[] times = new int[groups.count()];
        for (int i = 0; i < times.length; i++) {
            times[random.nextInt(times.length)]++;
        }
        return new Resample(times);
    }

    /** Every group once: the sample itself. */
    static Resample whole(int groups) {
        int[] times = new int[groups];
        Arrays.fill(times, 1);
        return new Resample(times);
    }

    /** Every group once but one. */
    static Resample without(int group, int groups) {
        Resample resample = whole(groups);
        resample.times[group] = 0;
        return resample;
    }

    public int groups() {
        return times.length;
    }

    /** How often the group was drawn, from 0. */
    public int times(int group) {
        return times[group];
    }

    /**
     * @param values one a group
     * @return their sum over the drawn groups, each counted as often as it was drawn
     * @throws IllegalArgumentException if there is not one value a group
     */
    public double sum(double[] values) {
        if (values.length != times.length) {
            throw new IllegalArgumentException(values.length + " values for " + times.length + " groups");
        }
        double sum = 0;
        for (int group = 0; group < times.length; group++) {
            sum += times[group] * values[group];
        }
        return sum;
    }
}
