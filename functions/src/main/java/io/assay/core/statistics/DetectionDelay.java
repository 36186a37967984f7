package io.assay.core.statistics;

import java.util.Arrays;
import java.util.Random;

/**
 * How many samples the monitor needs to see a shift. Simulated, since no closed form is near enough.
 *
 * <p>Counted from a monitor that has seen nothing. A longer history never makes it slower: the statistic after any sample
 * grows with the one before, and nothing is less than the 0 it starts from.
 */
public final class DetectionDelay {
    private static final long GIVEN_UP = 1_000_000;

    private DetectionDelay() {}

    /**
     * @param start monitor, before the shift
     * @param risk  after the shift, in (start's target, 1]
     * @param runs  simulated shifts, at least 1; 1,000 give the median to about 3 %
     * @param seed  of the simulation
     * @return samples until the alarm, in half of the runs
     * @throws IllegalArgumentException if a number is outside its range
     */
    public static long median(ShiryaevRoberts start, double risk, int runs, long seed) {
        if (!(risk > start.targetRisk() && risk <= 1)) {
            throw new IllegalArgumentException("risk after the shift not above the target: " + risk);
        }
        if (runs < 1) {
            throw new IllegalArgumentException("runs below 1: " + runs);
        }
        Random random = new Random(seed);
        long[] delays = new long[runs];
        for (int i = 0; i < runs; i++) {
            delays[i] = until(start, risk, random);
        }
        Arrays.sort(delays);
        return delays[runs / 2];
    }

    private static long until(ShiryaevRoberts start, double risk, Random random) {
        ShiryaevRoberts monitor = start;
        while (!monitor.alarm() && monitor.samples() - start.samples() < GIVEN_UP) {
            monitor = monitor.after(random.nextDouble() < risk, 1);
        }
        return monitor.samples() - start.samples();
    }
}
