package io.assay.local.host;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * Waits until nothing moves by itself any more: no invocation, nothing to receive, every stream read to its end. What
 * waits for time to pass (a delay, a visibility timeout) does not count: only the clock can move it.
 */
final class Idleness {

    private static final Duration LOOK_EVERY = Duration.ofMillis(5);

    private final List<Trigger> triggers;
    private final Functions functions;

    Idleness(List<Trigger> triggers, Functions functions) {
        this.triggers = triggers;
        this.functions = functions;
    }

    /**
     * @param enough asked all the time: whether to wait no longer
     * @throws IllegalStateException if it takes longer than {@code atMost}, with what still moves or cannot
     * @throws InterruptedException  if interrupted
     */
    void await(Duration atMost, BooleanSupplier enough) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        // One look at everything is not enough: what was found empty first may have been filled by what was looked at
        // last. If a second look, begun when nothing ran, finds all empty and nothing has started, nothing will.
        do {
            awaitQuiet(deadline, enough);
            if (enough.getAsBoolean()) {
                return;
            }
            long started = functions.started();
            if (functions.running() == 0) {
                awaitQuiet(deadline, enough);
                if (functions.running() == 0 && functions.started() == started) {
                    return;
                }
            }
        } while (beforeOrFail(deadline));
    }

    private void awaitQuiet(long deadline, BooleanSupplier enough) throws InterruptedException {
        Map<Trigger, Long> open = new LinkedHashMap<>();
        triggers.forEach(trigger -> open.put(trigger, trigger.rounds().ask()));
        while (!open.isEmpty() && !enough.getAsBoolean()) {
            open.entrySet().removeIf(entry -> entry.getKey().rounds().quietSince(entry.getValue()));
            if (!open.isEmpty() && beforeOrFail(deadline)) {
                Thread.sleep(LOOK_EVERY);
            }
        }
    }

    private boolean beforeOrFail(long deadline) {
        if (System.nanoTime() < deadline) {
            return true;
        }
        List<String> reasons = new ArrayList<>();
        triggers.stream().flatMap(trigger -> trigger.problem().stream()).forEach(reasons::add);
        Map<String, Integer> busy = new TreeMap<>();
        functions.all().stream()
                .filter(function -> function.running() > 0)
                .forEach(function -> busy.put(function.logicalId(), function.running()));
        if (!busy.isEmpty()) {
            reasons.add("running: " + busy);
        }
        throw new IllegalStateException("the local stack did not come to rest; "
                + (reasons.isEmpty() ? "it went on working" : String.join("; ", reasons)));
    }
}
