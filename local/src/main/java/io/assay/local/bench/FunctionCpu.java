package io.assay.local.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * CPU time of the functions' code, SDK included. It runs on virtual threads and nothing else here does, so it is the CPU
 * time of their carriers. A carrier that has ended keeps what was last seen of it: look at least every few seconds.
 */
final class FunctionCpu {
    private static final String CARRIERS = "ForkJoinPool-";

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final Map<Long, Long> nanosOfThread = new HashMap<>();

    /** Since the JVM began, as far as it was looked at. */
    synchronized Duration look() {
        for (long id : threads.getAllThreadIds()) {
            ThreadInfo info = threads.getThreadInfo(id);
            if (info != null && info.getThreadName().startsWith(CARRIERS)) {
                long nanos = threads.getThreadCpuTime(id);
                if (nanos >= 0) {
                    nanosOfThread.put(id, nanos);
                }
            }
        }
        return Duration.ofNanos(
                nanosOfThread.values().stream().mapToLong(Long::longValue).sum());
    }
}
