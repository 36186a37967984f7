package io.assay.local.host;

import io.assay.local.host.Rounds.Found;
import io.assay.local.host.StreamEvent.Item;
import io.assay.local.host.StreamEvent.Window;
import io.assay.local.template.Stack.EventSource.StreamSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One shard of a stream: batches in order, one at a time; what fails is tried again before anything after it. With a
 * tumbling window a batch does not cross a window's end, the state goes from answer to event, and the window's end makes
 * a last invocation.
 */
final class ShardLane implements AutoCloseable {

    private static final Duration FIRST_BACKOFF = Duration.ofMillis(25);
    private static final Duration MAX_BACKOFF = Duration.ofSeconds(1);

    /** Records to deliver together; {@code last}: the invocation that closes a window. */
    private record Part(List<Item> items, int attempts, boolean last) {
        Part {
            items = List.copyOf(items);
        }
    }

    private final String shard;
    private final String streamArn;
    private final StreamSource source;
    private final Duration gathering;
    private final Clock clock;
    private final FailureDestination onFailure;
    private final Acknowledgement acknowledgement;
    private final Runnable whenIdle;
    private final ConcurrentLinkedQueue<Item> pending = new ConcurrentLinkedQueue<>();
    private final Deque<Part> parts = new ArrayDeque<>();
    private final AtomicInteger outstanding = new AtomicInteger();
    /** A fault has the next batch be handed over no earlier. */
    private volatile Instant late = Instant.MIN;

    private final Rounds rounds;
    private @Nullable Window window;
    private @Nullable Object state;

    /**
     * @param gathering       how long a batch that is not full waits for more
     * @param acknowledgement calls the function and takes note of its answers
     * @param whenIdle        called when the last record is done with, or is late
     */
    ShardLane(
            String shard,
            String streamArn,
            LocalFunction function,
            StreamSource source,
            Duration gathering,
            Clock clock,
            FailureDestination onFailure,
            Acknowledgement acknowledgement,
            Runnable whenIdle) {
        this.shard = shard;
        this.streamArn = streamArn;
        this.source = source;
        this.gathering = gathering;
        this.clock = clock;
        this.onFailure = onFailure;
        this.acknowledgement = acknowledgement;
        this.whenIdle = whenIdle;
        rounds = new Rounds(function.logicalId() + "-" + shard, this::look);
    }

    Rounds rounds() {
        return rounds;
    }

    void offer(Item item) {
        outstanding.incrementAndGet();
        pending.add(item);
        rounds.wake();
    }

    /** Records that are not done with. */
    int outstanding() {
        return outstanding.get();
    }

    /** Whether only the clock can move it on. */
    boolean isLate() {
        return clock.instant().isBefore(late);
    }

    private Found look() throws InterruptedException {
        if (parts.isEmpty()) {
            next();
        }
        Part part = parts.peek();
        if (part == null || isLate()) {
            return Found.NOTHING;
        }
        deliver(part);
        return Found.WORK;
    }

    /** Queues the next batch, or the end of a window that is over. */
    private void next() {
        Item head = pending.peek();
        if (isWindowed()) {
            Window of = head == null ? null : windowOf(head.at());
            boolean over =
                    window != null && (of == null ? !clock.instant().isBefore(window.end()) : !of.equals(window));
            if (over) {
                parts.add(new Part(List.of(), 0, true));
                return;
            }
            if (of != null) {
                window = of;
            }
        }
        if (head != null && isGathering(head)) {
            return;
        }
        List<Item> batch = new ArrayList<>();
        while (head != null && batch.size() < source.batchSize() && isInWindow(head)) {
            batch.add(head);
            pending.remove();
            head = pending.peek();
        }
        if (!batch.isEmpty()) {
            Part part = new Part(batch, 0, false);
            parts.add(part);
            hold(acknowledgement.late(about(part)));
        }
    }

    private void hold(Duration by) {
        if (by.isPositive()) {
            late = clock.instant().plus(by);
            whenIdle.run();
        }
    }

    /** What is outstanding is all pending here, for no part is in hand. */
    private boolean isGathering(Item head) {
        return outstanding.get() < source.batchSize()
                && clock.instant().isBefore(head.at().plus(gathering))
                && (window == null || clock.instant().isBefore(window.end()));
    }

    private void deliver(Part part) throws InterruptedException {
        byte[] event = event(part);
        InvocationResult result = acknowledgement.call(event, about(part));
        Set<String> sequences = new LinkedHashSet<>();
        part.items().forEach(item -> sequences.add(item.sequenceNumber()));
        boolean failedWhole = !(result instanceof InvocationResult.Answered);
        BatchAnswer answer = BatchAnswer.of(result, sequences, source.reportBatchItemFailures());
        if (!failedWhole && answer.succeeded()) {
            succeeded(part, answer);
        } else {
            failed(part, answer, event);
        }
    }

    private String about(Part part) {
        return shard
                + (part.items().isEmpty() ? "" : " " + part.items().getFirst().sequenceNumber());
    }

    private void succeeded(Part part, BatchAnswer answer) {
        parts.removeFirst();
        if (part.last()) {
            window = null;
            state = null;
        } else if (isWindowed()) {
            state = answer.state().orElse(null);
        }
        done(part.items().size());
    }

    /** From the lowest failed sequence number on everything is delivered again, as Lambda does. */
    private void failed(Part part, BatchAnswer answer, byte[] event) throws InterruptedException {
        List<Item> items = part.items();
        int from = 0;
        while (from < items.size() && !answer.failed().contains(items.get(from).sequenceNumber())) {
            from++;
        }
        List<Item> again = items.subList(Math.min(from, items.size()), items.size());
        int attempts = from == 0 ? part.attempts() + 1 : 1;
        boolean halve = source.bisectOnError() && from == 0 && again.size() > 1;
        boolean giveUp = !halve && source.maxRetries() >= 0 && attempts > source.maxRetries();
        if (giveUp) {
            // before anything changes: if it cannot be told, the batch is tried once more
            onFailure.discarded(again, shard, attempts, event);
        }
        parts.removeFirst();
        done(items.size() - again.size());
        if (halve) {
            // halving does not count as an attempt
            int middle = again.size() / 2;
            parts.addFirst(new Part(again.subList(middle, again.size()), part.attempts(), false));
            parts.addFirst(new Part(again.subList(0, middle), part.attempts(), false));
            return;
        }
        if (giveUp) {
            if (part.last()) {
                window = null;
                state = null;
            }
            done(again.size());
            return;
        }
        parts.addFirst(new Part(again, attempts, part.last()));
        Thread.sleep(backoff(attempts));
    }

    private static Duration backoff(int attempts) {
        Duration wait = FIRST_BACKOFF.multipliedBy(1L << Math.min(attempts - 1, 10));
        return wait.compareTo(MAX_BACKOFF) > 0 ? MAX_BACKOFF : wait;
    }

    private void done(int records) {
        if (records > 0 && outstanding.addAndGet(-records) == 0) {
            whenIdle.run();
        }
    }

    private byte[] event(Part part) {
        return window == null
                ? StreamEvent.of(part.items())
                : StreamEvent.of(part.items(), window, state, shard, streamArn, part.last());
    }

    private boolean isWindowed() {
        return source.tumblingWindow().isPositive();
    }

    private boolean isInWindow(Item item) {
        return window == null || windowOf(item.at()).equals(window);
    }

    private Window windowOf(Instant at) {
        long seconds = source.tumblingWindow().toSeconds();
        Instant start = Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), seconds) * seconds);
        return new Window(start, start.plusSeconds(seconds));
    }

    @Override
    public void close() {
        rounds.close();
    }
}
