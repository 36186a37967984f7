package io.assay.local.gateway;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * The faults in force. The first rule that concerns a point and whose draw hits decides. A draw depends on the seed, on
 * where the point is, on what it is about and on how often that came before, and not on the order of threads: a run with
 * the same seed and the same cases meets the same faults, but for what is in one batch by chance of time.
 */
public final class Faults {
    private static final long FNV_START = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private final long seed;
    private final List<Entry> rules = new CopyOnWriteArrayList<>();
    private final List<Consumer<Point>> watchers = new CopyOnWriteArrayList<>();
    private final Map<Long, Integer> met = new ConcurrentHashMap<>();
    private final AtomicInteger added = new AtomicInteger();

    private record Entry(FaultRule rule, int number, AtomicInteger left) {
        /** Takes one of the times that are left. */
        boolean strikes() {
            return left.getAndUpdate(now -> Math.max(0, now - 1)) > 0;
        }
    }

    public Faults(long seed) {
        this.seed = seed;
    }

    public void add(FaultRule rule) {
        rules.add(new Entry(rule, added.getAndIncrement(), new AtomicInteger(rule.times())));
    }

    public void remove(FaultRule rule) {
        rules.removeIf(entry -> entry.rule().equals(rule));
    }

    public void clear() {
        rules.clear();
        met.clear();
        added.set(0);
    }

    /** How often a rule has struck since it was added; 0 for one that is not in force. */
    public int struck(FaultRule rule) {
        return rules.stream()
                .filter(entry -> entry.rule().equals(rule))
                .mapToInt(entry -> rule.times() - entry.left().get())
                .sum();
    }

    /** Has every point of the run told, in the threads that come to them, until the registration is closed. */
    public Watch watch(Consumer<Point> watcher) {
        watchers.add(watcher);
        return () -> watchers.remove(watcher);
    }

    /** A watcher's place in the list; closing takes it out. */
    public interface Watch extends AutoCloseable {
        @Override
        void close();
    }

    /** False while nobody wants to know of points, so that nobody needs to find out what they are. */
    boolean idle() {
        return rules.isEmpty() && watchers.isEmpty();
    }

    /** The fault that happens at a point, if one does. Each call counts as one more meeting with that point. */
    public Optional<Fault> strike(Point point) {
        watchers.forEach(watcher -> watcher.accept(point));
        if (rules.isEmpty()) return Optional.empty();
        long hash = hash(point.place() + "|" + point.identity());
        int before = met.merge(hash, 1, Integer::sum);
        for (Entry entry : rules) {
            if (entry.rule().concerns(point)
                    && draw(hash, before, entry.number()) < entry.rule().rate()
                    && entry.strikes()) return Optional.of(entry.rule().fault());
        }
        return Optional.empty();
    }

    private double draw(long hash, int before, int rule) {
        return new SplittableRandom(seed ^ hash ^ ((long) before << 40) ^ ((long) rule << 20)).nextDouble();
    }

    /** FNV-1a. */
    private static long hash(String text) {
        long hash = FNV_START;
        for (int i = 0; i < text.length(); i++) hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        return hash;
    }
}
