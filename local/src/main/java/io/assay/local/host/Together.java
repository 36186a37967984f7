package io.assay.local.host;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Starts parts at once and closes them at once; what started is closed when another part fails to. */
final class Together implements AutoCloseable {

    // no virtual threads: loading classes pins them, and starting is mostly that
    private final ExecutorService threads = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("start-", 0).factory());
    private final List<Future<? extends AutoCloseable>> parts = new ArrayList<>();

    /** Begins to start a part. */
    <T extends AutoCloseable> Future<T> start(Callable<T> starting) {
        Future<T> part = threads.submit(starting);
        parts.add(part);
        return part;
    }

    /**
     * Waits for a part.
     *
     * @throws IllegalStateException with what kept it from starting
     */
    static <T> T started(Future<T> part) {
        try {
            return part.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the local stack started", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException("a part of the local stack did not start: " + e.getCause(), e);
        }
    }

    /** Closes every part that has started; the first failure to close is thrown once all were tried. */
    @Override
    public void close() {
        List<Future<?>> closing = new ArrayList<>();
        for (Future<? extends AutoCloseable> part : parts) {
            closing.add(threads.submit(() -> {
                AutoCloseable started;
                try {
                    started = part.get();
                } catch (ExecutionException e) {
                    return null; // did not start: there is nothing to close
                }
                started.close();
                return null;
            }));
        }
        try {
            closing.forEach(Together::started);
        } finally {
            threads.shutdownNow();
        }
    }
}
