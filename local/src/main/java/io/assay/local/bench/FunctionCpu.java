package io.assay.local.bench;

import io.assay.local.Threads;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * CPU time of the functions' code, SDK included: of the threads that run it. A thread that has ended keeps what was last
 * seen of it; they end after a minute without work, so look at least every few seconds.
 */
final class FunctionCpu {
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final Map<Long, Long> nanosOfThread = new HashMap<>();

    /** Since the JVM began, as far as it was looked at. */
    synchronized Duration look() {
        Thread[] alive = new Thread[2 * Threads.FUNCTIONS.activeCount() + 16];
        int count = Threads.FUNCTIONS.enumerate(alive);
        for (int i = 0; i < count; i++) {
            long nanos = threads.getThreadCpuTime(alive[i].threadId());
            if (nanos >= 0) {
                nanosOfThread.put(alive[i].threadId(), nanos);
            }
        }
        return Duration.ofNanos(
                nanosOfThread.values().stream().mapToLong(Long::longValue).sum());
    }
}
