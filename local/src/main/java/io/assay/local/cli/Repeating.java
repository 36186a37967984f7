package io.assay.local.cli;

import io.assay.local.Threads;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/** Work that repeats beside the main line until it is closed; its failure is told to whoever asks. */
final class Repeating implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(100);

    /** One round. */
    interface Round {
        /** @return false if there was nothing to do, so that a pause follows */
        boolean work();
    }

    private final Thread thread;
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
    private volatile boolean closed;

    Repeating(String name, Round round) {
        thread = Threads.one(name, () -> run(round));
        thread.start();
    }

    private void run(Round round) {
        try {
            while (!closed) {
                if (!round.work()) {
                    Thread.sleep(PAUSE);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failure.set(e);
        }
    }

    /** @throws IllegalStateException if a round failed */
    void check() {
        RuntimeException happened = failure.get();
        if (happened != null) {
            throw new IllegalStateException(thread.getName() + ": " + happened.getMessage(), happened);
        }
    }

    /** Waits for the round in hand. */
    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
