package io.assay.local;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The threads of the local stack's own parts: platform threads, all of them. Virtual threads are left to the functions'
 * code, so that what it costs can be told from what the services around it cost: the CPU time of a virtual thread is
 * known only as that of the carriers together.
 */
public final class Threads {
    private Threads() {}

    /** As many threads as there is work at once; idle ones end after a minute. They do not keep the JVM up. */
    public static ExecutorService asNeeded(String name) {
        return Executors.newCachedThreadPool(
                Thread.ofPlatform().daemon().name(name + "-", 0).factory());
    }

    /** One thread, not started; it does not keep the JVM up. */
    public static Thread one(String name, Runnable work) {
        return Thread.ofPlatform().daemon().name(name).unstarted(work);
    }
}
