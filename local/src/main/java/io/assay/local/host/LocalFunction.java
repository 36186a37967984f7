package io.assay.local.host;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.assay.Wiring.Surroundings;
import io.assay.core.EventVersions;
import io.assay.local.Threads;
import io.assay.local.host.FunctionInstance.InitializationFailed;
import io.assay.local.template.Stack;
import java.lang.reflect.Constructor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A function of the template: a pool of instances, made when they are needed, each with one invocation at a time. */
public final class LocalFunction {

    /** Invocations that run at once; more wait, for a laptop has no thousand machines. */
    static final int MAX_INSTANCES = 10;

    static final String VERSION = "$LATEST";

    private final Stack.Function function;
    private final String arn;
    private final Constructor<? extends RequestStreamHandler> constructor;
    private final Function<EventVersions, Surroundings> surroundings;
    private final List<InvocationListener> listeners;
    private final Logger log;
    private final Semaphore permits = new Semaphore(MAX_INSTANCES, true);
    private final ConcurrentLinkedDeque<FunctionInstance> waiting = new ConcurrentLinkedDeque<>();
    private final AtomicInteger generation = new AtomicInteger();
    private final Map<FutureTask<byte[]>, FunctionInstance> running = new ConcurrentHashMap<>();
    private final AtomicLong turns = new AtomicLong();
    private final ExecutorService threads;
    private volatile List<EventVersions> releases = List.of(EventVersions.CURRENT);
    private volatile boolean closed;

    /**
     * @param surroundings asked for each time an instance of a release starts
     * @param listeners    shared and live: may grow later
     * @throws IllegalArgumentException if the template's handler cannot be found or is no {@link RequestStreamHandler}
     */
    LocalFunction(
            Stack.Function function,
            String arn,
            Function<EventVersions, Surroundings> surroundings,
            List<InvocationListener> listeners) {
        this.function = function;
        this.arn = arn;
        this.surroundings = surroundings;
        this.listeners = listeners;
        this.log = LoggerFactory.getLogger("io.assay.local.function." + function.logicalId());
        this.constructor = constructor(function);
        this.threads = Threads.ofFunctions(function.name());
    }

    public String logicalId() {
        return function.logicalId();
    }

    public String arn() {
        return arn;
    }

    /** All that a new instance knows: the template's variables, Lambda's, and an identity of its own. */
    public Map<String, String> variables() {
        return surroundings.apply(EventVersions.CURRENT).variables();
    }

    /** Logical id of its role. */
    String role() {
        return function.role();
    }

    /** Drops every instance: what a function kept in memory is gone, as after a deployment or a crash. */
    public void restart() {
        generation.incrementAndGet();
        waiting.clear();
    }

    /** From now on the releases take turns, as behind an alias that shares its traffic out; earlier instances are dropped. */
    void release(List<EventVersions> taking) {
        releases = List.copyOf(taking);
        restart();
    }

    /**
     * Calls the function and waits for it; waits before when {@link #MAX_INSTANCES} are busy.
     *
     * @throws InterruptedException if the host is closing
     */
    public InvocationResult invoke(byte[] event) throws InterruptedException {
        permits.acquire();
        try {
            Invocation invocation =
                    new Invocation(function.logicalId(), UUID.randomUUID().toString(), event);
            long start = System.nanoTime();
            InvocationResult result = observed(() -> listeners.forEach(l -> l.before(invocation)));
            if (result == null) {
                result = run(invocation);
            }
            InvocationResult ended = result;
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            InvocationResult lost = observed(() -> listeners.forEach(l -> l.after(invocation, ended, took)));
            return lost == null ? ended : lost;
        } finally {
            permits.release();
        }
    }

    private @Nullable InvocationResult observed(Runnable listening) {
        try {
            listening.run();
            return null;
        } catch (RuntimeException e) {
            return failed(e);
        }
    }

    private InvocationResult run(Invocation invocation) throws InterruptedException {
        FunctionInstance instance;
        try {
            instance = take();
        } catch (InitializationFailed e) {
            return failed(e.reason());
        }
        long deadline = System.nanoTime() + function.timeout().toNanos();
        InvocationContext context = new InvocationContext(
                invocation.requestId(), function.name(), arn, function.logGroup(), function.memoryMb(), deadline, log);
        FutureTask<byte[]> call = new FutureTask<>(() -> instance.handle(invocation.event(), context));
        running.put(call, instance);
        threads.execute(call);
        try {
            byte[] payload = call.get(function.timeout().toNanos(), TimeUnit.NANOSECONDS);
            if (instance.isDead()) {
                return died();
            }
            giveBack(instance);
            return new InvocationResult.Answered(payload);
        } catch (ExecutionException e) {
            if (instance.isDead()) {
                return died();
            }
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof Exception) {
                giveBack(instance);
            }
            return failed(cause);
        } catch (TimeoutException e) {
            call.cancel(true);
            log.warn(
                    "{} timed out after {} ms",
                    invocation.requestId(),
                    function.timeout().toMillis());
            return new InvocationResult.TimedOut(function.timeout());
        } catch (InterruptedException e) {
            call.cancel(true);
            throw e;
        } catch (CancellationException e) {
            if (instance.isDead()) {
                return died();
            }
            throw new InterruptedException("the host is closing");
        } finally {
            running.remove(call);
        }
    }

    /** Ends the instance with that access key, and its invocation if it runs one. */
    void crash(String accessKey) {
        waiting.removeIf(instance -> instance.accessKey().equals(accessKey));
        running.forEach((call, instance) -> {
            if (instance.accessKey().equals(accessKey)) {
                instance.die();
                call.cancel(true);
            }
        });
    }

    private static InvocationResult died() {
        return new InvocationResult.FunctionError("Runtime.ExitError", "the process ended, as a fault wanted");
    }

    /** Invocations that run now. */
    int running() {
        return running.size();
    }

    /** Cancels what runs. */
    void close() {
        closed = true;
        running.keySet().forEach(call -> call.cancel(true));
        threads.shutdown();
    }

    private InvocationResult failed(Throwable cause) {
        if (!closed) {
            log.warn("function error", cause);
        }
        return new InvocationResult.FunctionError(cause.getClass().getName(), String.valueOf(cause.getMessage()));
    }

    private FunctionInstance take() {
        List<EventVersions> taking = releases;
        EventVersions release = taking.get((int) (turns.getAndIncrement() % taking.size()));
        for (FunctionInstance instance : waiting) {
            if (instance.release().equals(release) && waiting.remove(instance)) {
                return instance;
            }
        }
        return FunctionInstance.start(constructor, surroundings.apply(release), generation.get());
    }

    private void giveBack(FunctionInstance instance) {
        if (instance.generation() == generation.get() && !instance.isDead()) {
            waiting.addFirst(instance);
        }
    }

    private static Constructor<? extends RequestStreamHandler> constructor(Stack.Function function) {
        String[] parts = function.handler().split("::", -1);
        if (parts.length > 2 || (parts.length == 2 && !parts[1].equals("handleRequest"))) {
            throw unusable(function, "must be written package.Class::handleRequest", null);
        }
        try {
            return Class.forName(parts[0], false, LocalFunction.class.getClassLoader())
                    .asSubclass(RequestStreamHandler.class)
                    .getConstructor();
        } catch (ClassNotFoundException e) {
            throw unusable(function, "no such class in the artefact", e);
        } catch (ClassCastException e) {
            throw unusable(function, "does not implement RequestStreamHandler", e);
        } catch (NoSuchMethodException e) {
            throw unusable(function, "has no public constructor without arguments", e);
        }
    }

    private static IllegalArgumentException unusable(
            Stack.Function function, String reason, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                "template: function " + function.logicalId() + ", Handler " + function.handler() + ": " + reason,
                cause);
    }
}
