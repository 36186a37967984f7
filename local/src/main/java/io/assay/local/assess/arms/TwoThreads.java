package io.assay.local.assess.arms;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** Work in numbered pieces that know nothing of each other, done by the caller and one more thread. */
final class TwoThreads {
    private TwoThreads() {}

    /**
     * Returns when all is done. Which thread does which piece, and when, is left to chance.
     *
     * @throws IllegalStateException if a piece failed, or the caller was interrupted while the other thread worked
     */
    static void each(int pieces, IntConsumer piece) {
        AtomicInteger next = new AtomicInteger();
        Runnable work = () -> {
            for (int i = next.getAndIncrement(); i < pieces; i = next.getAndIncrement()) piece.accept(i);
        };
        FutureTask<Boolean> other = new FutureTask<>(work, true);
        Thread.ofPlatform().daemon().name("assess").start(other);
        try {
            work.run();
            other.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while another thread worked", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a piece of work failed: " + e.getCause(), e);
        } finally {
            next.set(pieces);
        }
    }
}
