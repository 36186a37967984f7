package io.assay.local;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The one clock of the local stack: it ticks like the system's, shifted forward by what was advanced so far. Safe for
 * use by many threads. A clock in another zone, from {@link #withZone}, shares the shift.
 */
public final class VirtualClock extends Clock {
    private final Clock system;
    private final AtomicLong offsetNanos;
    private final List<Runnable> listeners;

    /** A clock that agrees with the system's until it is advanced, in UTC. */
    public VirtualClock() {
        this(Clock.systemUTC());
    }

    /**
     * A clock on top of another one.
     *
     * @param base ticks underneath; a fixed one gives a clock that moves by {@link #advance} alone
     */
    public VirtualClock(Clock base) {
        this(base, new AtomicLong(), new CopyOnWriteArrayList<>());
    }

    private VirtualClock(Clock system, AtomicLong offsetNanos, List<Runnable> listeners) {
        this.system = system;
        this.offsetNanos = offsetNanos;
        this.listeners = listeners;
    }

    /**
     * Moves the time forward, then tells every listener, in the caller's thread and in the order they came.
     *
     * @param by more than zero
     * @throws IllegalArgumentException if {@code by} is zero or negative, for time does not go back
     */
    public void advance(Duration by) {
        if (!by.isPositive()) throw new IllegalArgumentException("a clock only goes forward, not by " + by);
        offsetNanos.addAndGet(by.toNanos());
        listeners.forEach(Runnable::run);
    }

    /** How far this clock is ahead of the one underneath: zero or more. */
    public Duration offset() {
        return Duration.ofNanos(offsetNanos.get());
    }

    /** Has {@code listener} run after each advance, until the registration is closed. */
    public Registration onAdvance(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public Instant instant() {
        return system.instant().plusNanos(offsetNanos.get());
    }

    @Override
    public long millis() {
        return instant().toEpochMilli();
    }

    @Override
    public ZoneId getZone() {
        return system.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new VirtualClock(system.withZone(zone), offsetNanos, listeners);
    }

    /** A listener's place in the list; closing takes it out. */
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
