package io.assay.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Work that waits for the network most of the time, side by side.
 *
 * <p>On platform threads that are used again: there are never more than a batch has messages, and a virtual thread costs
 * more CPU at each wait (it leaves its carrier, is polled for and mounted again).
 */
public final class SideBySide {
    private static final ExecutorService THREADS = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("side-by-side-", 0).factory());

    private SideBySide() {}

    /**
     * Returns when all is done; the calling thread works too, so one item needs no other.
     *
     * @param atOnce the most items in work at the same time, at least 1
     * @return the results in the order of the items
     * @throws RuntimeException what the work threw, the first in that order; or that the caller was interrupted
     */
    public static <A, B> List<B> map(List<A> items, int atOnce, Function<? super A, ? extends B> work) {
        List<FutureTask<B>> tasks = new ArrayList<>();
        items.forEach(item -> tasks.add(new FutureTask<>(() -> work.apply(item))));
        Queue<FutureTask<B>> waiting = new ConcurrentLinkedQueue<>(tasks);
        Runnable worker = () -> {
            for (FutureTask<B> next = waiting.poll(); next != null; next = waiting.poll()) {
                next.run();
            }
        };
        for (int others = 1; others < Math.min(atOnce, tasks.size()); others++) {
            THREADS.execute(worker);
        }
        worker.run();
        return results(tasks);
    }

    private static <B> List<B> results(List<FutureTask<B>> tasks) {
        List<B> results = new ArrayList<>();
        @Nullable Throwable first = null;
        for (FutureTask<B> task : tasks) {
            try {
                results.add(task.get());
            } catch (ExecutionException e) {
                first = first == null ? e.getCause() : first;
            } catch (InterruptedException e) {
                tasks.forEach(other -> other.cancel(true));
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while work was going on", e);
            }
        }
        return switch (first) {
            case null -> results;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException(first);
        };
    }
}
