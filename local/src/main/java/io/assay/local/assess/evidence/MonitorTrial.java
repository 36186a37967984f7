package io.assay.local.assess.evidence;

import io.assay.core.statistics.ShiryaevRoberts;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The monitor on simulated samples: how long it runs without a shift, and how soon it sees one.
 *
 * @param targetRisk ε
 * @param alpha      one over the average run length that is promised
 */
public record MonitorTrial(double targetRisk, double alpha, int runs, long seed) {
    /** A run that lasts so many times what is promised is cut, which makes the mean too small and never too large. */
    private static final int CUT = 20;

    /**
     * Samples before an alarm, on average.
     *
     * @param risk at most the target: no shift
     */
    public double runLength(double risk) {
        long most = (long) (CUT / alpha);
        return IntStream.range(0, runs)
                .parallel()
                .mapToLong(run -> {
                    SplittableRandom random = new SplittableRandom(seed + 104_729L * run);
                    ShiryaevRoberts monitor = ShiryaevRoberts.start(targetRisk, alpha);
                    while (!monitor.alarm() && monitor.samples() < most) {
                        monitor = monitor.after(random.nextDouble() < risk, 1);
                    }
                    return monitor.samples();
                })
                .average()
                .orElseThrow();
    }

    /**
     * Samples from a shift to the alarm, in half of the runs; runs in which it came before the shift do not count.
     *
     * @param before samples before the shift
     * @param from   risk before it
     * @param to     risk after it, above the target
     */
    public long medianDelay(int before, double from, double to) {
        long[] delays = IntStream.range(0, runs)
                .parallel()
                .mapToLong(run -> {
                    SplittableRandom random = new SplittableRandom(seed + 1_299_709L * run);
                    ShiryaevRoberts monitor = ShiryaevRoberts.start(targetRisk, alpha);
                    for (int i = 0; i < before; i++) {
                        monitor = monitor.after(random.nextDouble() < from, 1);
                    }
                    if (monitor.alarm()) {
                        return -1;
                    }
                    while (!monitor.alarm()) {
                        monitor = monitor.after(random.nextDouble() < to, 1);
                    }
                    return monitor.samples() - before;
                })
                .filter(delay -> delay >= 0)
                .sorted()
                .toArray();
        return Arrays.stream(delays).skip(delays.length / 2).findFirst().orElseThrow();
    }
}
