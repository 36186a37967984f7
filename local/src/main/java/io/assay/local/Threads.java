package io.assay.local;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The threads of the local stack: platform threads, all of them, so that the CPU time of each is known. Those of the
 * functions, and every thread that their code starts, belong to a group, so that what they cost can be told from what the
 * services around them cost.
 */
public final class Threads {
    /** A thread belongs to the group of the one that started it, unless it is told otherwise. */
    public static final ThreadGroup FUNCTIONS = new ThreadGroup("functions");

    private Threads() {}

    /** As many threads as there is work at once; idle ones end after a minute. They do not keep the JVM up. */
    public static ExecutorService asNeeded(String name) {
        return Executors.newCachedThreadPool(
                Thread.ofPlatform().daemon().name(name + "-", 0).factory());
    }

    /** As {@link #asNeeded}, for the code of a function. */
    public static ExecutorService ofFunctions(String name) {
        return Executors.newCachedThreadPool(Thread.ofPlatform()
                .group(FUNCTIONS)
                .daemon()
                .name(name + "-", 0)
                .factory());
    }

    /** One thread, not started; it does not keep the JVM up. */
    public static Thread one(String name, Runnable work) {
        return Thread.ofPlatform().daemon().name(name).unstarted(work);
    }
}
