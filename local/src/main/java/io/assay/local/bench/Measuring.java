package io.assay.local.bench;

import com.sun.management.OperatingSystemMXBean;
import io.assay.local.gateway.Counts;
import io.assay.local.gateway.Service;
import io.assay.local.host.Invocation;
import io.assay.local.host.InvocationListener;
import io.assay.local.host.InvocationResult;
import io.assay.local.host.LocalStack;
import io.assay.local.template.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Tells what was used between two moments of a running stack. */
public final class Measuring implements AutoCloseable {
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final long NANOS_PER_MS = 1_000_000;

    private final LocalStack stack;
    private final Path log;
    private final FunctionCpu cpu = new FunctionCpu();
    private final Map<String, Line> lines = new ConcurrentHashMap<>();
    private final InvocationListener listener = new InvocationListener() {
        @Override
        public void after(Invocation invocation, InvocationResult result, Duration took) {
            Line line = lines.computeIfAbsent(invocation.function(), name -> new Line());
            line.times.increment();
            line.billed.add((took.toNanos() + NANOS_PER_MS - 1) / NANOS_PER_MS);
        }
    };

    private static final class Line {
        final LongAdder times = new LongAdder();
        final LongAdder billed = new LongAdder();
    }

    /** What everything was at one moment. */
    public record Mark(
            Counts counts, Map<String, Usage.Invoked> functions, Duration own, Duration all, long logged, long nanos) {}

    /** @param log file that the functions' logs go to */
    public Measuring(LocalStack stack, Path log) {
        this.stack = stack;
        this.log = log;
        stack.gateway().meterCapacity();
        stack.functions().listen(listener);
    }

    /** Looks at the CPU time of threads that may end soon; to be called every few seconds. */
    public void look() {
        cpu.look();
    }

    public Mark mark() {
        Map<String, Usage.Invoked> functions = new HashMap<>();
        for (Stack.Function function : stack.stack().functions()) {
            Line line = lines.getOrDefault(function.logicalId(), new Line());
            functions.put(
                    function.logicalId(),
                    new Usage.Invoked(line.times.sum(), line.billed.sum(), function.memoryMb(), isQueued(function)));
        }
        return new Mark(
                stack.gateway().counts(),
                functions,
                cpu.look(),
                Duration.ofNanos(PROCESS.getProcessCpuTime()),
                size(log),
                System.nanoTime());
    }

    /**
     * A local poller asks an empty queue more often than Lambda's long polls do; so of receives those are counted that
     * found something, an invocation each.
     */
    public Usage between(Mark from, Mark to) {
        Map<Counts.Key, Usage.Used> requests = new HashMap<>();
        to.counts().tallies().forEach((key, after) -> {
            if (key.operation().equals("ReceiveMessage")) {
                return;
            }
            Counts.Tally before = from.counts().of(key.service(), key.operation(), key.caller());
            requests.put(
                    key, new Usage.Used(after.requests() - before.requests(), after.capacity() - before.capacity()));
        });
        Map<String, Usage.Invoked> functions = new HashMap<>();
        to.functions().forEach((name, after) -> {
            Usage.Invoked before = from.functions().getOrDefault(name, new Usage.Invoked(0, 0, 0, false));
            functions.put(
                    name,
                    new Usage.Invoked(
                            after.times() - before.times(),
                            after.billed() - before.billed(),
                            after.memoryMb(),
                            after.queued()));
        });
        for (Stack.Function function : stack.stack().functions()) {
            if (isQueued(function)) {
                requests.put(
                        new Counts.Key(Service.SQS, "ReceiveMessage", function.role()),
                        new Usage.Used(
                                Objects.requireNonNull(functions.get(function.logicalId()))
                                        .times(),
                                0));
            }
        }
        return new Usage(
                requests,
                functions,
                to.own().minus(from.own()),
                to.all().minus(from.all()),
                to.logged() - from.logged(),
                Duration.ofNanos(to.nanos() - from.nanos()));
    }

    private static boolean isQueued(Stack.Function function) {
        return function.sources().stream().anyMatch(Stack.EventSource.QueueSource.class::isInstance);
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        stack.functions().remove(listener);
    }
}
