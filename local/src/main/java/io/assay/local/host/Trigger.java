package io.assay.local.host;

import java.util.Optional;

/** What calls a function by itself: a poller or a schedule. */
sealed interface Trigger extends AutoCloseable permits QueuePoller, StreamPoller, ScheduleTicker {

    /** Logical id of the function it calls. */
    String function();

    /** The thread that looks for work. */
    Rounds rounds();

    /** @throws IllegalStateException if the function's role may not do what Lambda asks before it polls */
    default void check() {}

    /** @throws IllegalStateException if the function's role may not do what Lambda needs to poll */
    void start();

    /** Has it look for work now. */
    default void wake() {
        rounds().wake();
    }

    /** Looks for nothing more until {@link #resume}; work in hand goes on. */
    default void pause() throws InterruptedException {
        rounds().pause();
    }

    default void resume() {
        rounds().resume();
    }

    /** Whether what it has in hand waits for the clock, as a fault wants. */
    default boolean isLate() {
        return false;
    }

    default Optional<String> problem() {
        return rounds().problem();
    }

    @Override
    default void close() {
        rounds().close();
    }
}
