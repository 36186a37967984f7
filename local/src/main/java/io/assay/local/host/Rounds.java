package io.assay.local.host;

import io.assay.local.Threads;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that looks for work when it is woken (and every second, should a signal be missed) and that can tell
 * whether it has looked, and found nothing, since it was asked.
 */
final class Rounds implements AutoCloseable {

    /** What a round found. */
    enum Found {
        /** Something: look again at once. */
        WORK,
        /** Nothing new, but earlier work still runs and will wake the thread when it ends. */
        BUSY,
        /** Nothing, and nothing runs. */
        NOTHING
    }

    /** Looks once. */
    @FunctionalInterface
    interface Round {
        Found look() throws InterruptedException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);
    private static final Duration FALLBACK = Duration.ofSeconds(1);
    private static final Duration PAUSE_LOOK = Duration.ofMillis(2);
    private static final Duration AFTER_PROBLEM = Duration.ofMillis(200);

    private final String name;
    private final Round round;
    private final Semaphore wake = new Semaphore(0);
    private final AtomicLong asked = new AtomicLong();
    private final Thread thread;
    private volatile long answered = -1;
    private volatile boolean paused;
    private volatile boolean resting;
    private volatile boolean closed;
    private volatile @Nullable String problem;

    Rounds(String name, Round round) {
        this.name = name;
        this.round = round;
        thread = Threads.one(name, this::run);
    }

    void start() {
        thread.start();
    }

    void wake() {
        wake.release();
    }

    /** Returns when the round in hand has ended; none begins until {@link #resume}. */
    void pause() throws InterruptedException {
        paused = true;
        wake();
        while (!resting && thread.isAlive()) {
            Thread.sleep(PAUSE_LOOK);
        }
    }

    void resume() {
        paused = false;
        wake();
    }

    /** Asks for a round that begins from now on; {@link #quietSince} answers. */
    long ask() {
        long question = asked.incrementAndGet();
        wake();
        return question;
    }

    /** Whether a round that began after {@code question} found nothing; what is paused is quiet. */
    boolean quietSince(long question) {
        return paused || answered >= question;
    }

    /** Why the last round failed, until one succeeds. */
    Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    private void run() {
        try {
            while (!closed) {
                wake.drainPermits();
                long question = asked.get();
                boolean rest = paused;
                resting = rest;
                switch (rest ? Found.BUSY : look()) {
                    case WORK -> {}
                    case BUSY -> await(FALLBACK);
                    case NOTHING -> {
                        answered = question;
                        await(FALLBACK);
                    }
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("{} stopped", name);
        }
    }

    private Found look() throws InterruptedException {
        try {
            Found found = round.look();
            problem = null;
            return found;
        } catch (RuntimeException e) {
            if (closed) {
                return Found.BUSY;
            }
            report(String.valueOf(e.getMessage()), e);
            await(AFTER_PROBLEM);
            return Found.WORK;
        }
    }

    /** Tells of a problem outside a round; logged once while it lasts. */
    void report(String what, Exception cause) {
        String now = name + ": " + what;
        if (!now.equals(problem) && !closed) {
            LOG.warn("{}", now, cause);
        }
        problem = now;
    }

    private void await(Duration longest) throws InterruptedException {
        if (wake.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
            wake.drainPermits();
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
