package io.assay.local.host;

import io.assay.Wiring.Surroundings;
import io.assay.core.EventVersions;
import io.assay.local.template.Stack;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/** Every function of the template, by logical id. */
public final class Functions {

    private final Map<String, LocalFunction> byId = new LinkedHashMap<>();
    private final List<InvocationListener> listeners = new CopyOnWriteArrayList<>();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicLong started = new AtomicLong();

    /**
     * @param endpoint   where the functions' SDK clients call
     * @param accessKeys a new access key id by logical id of a role: the identity of an instance, asked for each time one
     *     starts
     * @throws IllegalArgumentException if a handler class of the template does not exist or cannot be called
     */
    public Functions(Stack stack, URI endpoint, UnaryOperator<String> accessKeys, Clock clock) {
        for (Stack.Function function : stack.functions()) {
            Map<String, String> variables = new HashMap<>(function.environment());
            variables.put("AWS_REGION", stack.region());
            variables.put("AWS_DEFAULT_REGION", stack.region());
            variables.put("AWS_SECRET_ACCESS_KEY", "local");
            variables.put("AWS_ENDPOINT_URL", endpoint.toString());
            variables.put("_HANDLER", function.handler());
            variables.put("AWS_LAMBDA_FUNCTION_NAME", function.name());
            variables.put("AWS_LAMBDA_FUNCTION_VERSION", LocalFunction.VERSION);
            variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(function.memoryMb()));
            String arn = "arn:aws:lambda:" + stack.region() + ":" + stack.account() + ":function:" + function.name();
            byId.put(
                    function.logicalId(),
                    new LocalFunction(
                            function,
                            arn,
                            release -> {
                                Map<String, String> own = new HashMap<>(variables);
                                own.put("AWS_ACCESS_KEY_ID", accessKeys.apply(function.role()));
                                return new Surroundings(own, clock, release);
                            },
                            listeners));
        }
        listeners.add(new InvocationListener() {
            @Override
            public void before(Invocation invocation) {
                started.incrementAndGet();
                running.incrementAndGet();
            }

            @Override
            public void after(Invocation invocation, InvocationResult result, Duration took) {
                running.decrementAndGet();
            }
        });
    }

    /** @throws IllegalArgumentException naming the functions there are */
    public LocalFunction get(String logicalId) {
        LocalFunction function = byId.get(logicalId);
        if (function == null) {
            throw new IllegalArgumentException(
                    "no function " + logicalId + " in the template: it has " + byId.keySet());
        }
        return function;
    }

    public Collection<LocalFunction> all() {
        return List.copyOf(byId.values());
    }

    /**
     * From now on these releases of every function take turns, as during a roll-out: half of the traffic each when there
     * are two. What instances kept in memory is gone.
     *
     * @param taking the events that each release knows; at least one
     */
    public void release(EventVersions... taking) {
        byId.values().forEach(function -> function.release(List.of(taking)));
    }

    /** Listeners are called in the order they were added. */
    public void listen(InvocationListener listener) {
        listeners.add(listener);
    }

    public void remove(InvocationListener listener) {
        listeners.remove(listener);
    }

    /** Ends the invocation of the instance with that access key, as if its process had died; it is not used again. */
    void crash(String accessKey) {
        byId.values().forEach(function -> function.crash(accessKey));
    }

    /** Cancels every invocation that runs. */
    void close() {
        byId.values().forEach(LocalFunction::close);
    }

    /** Invocations that run now. */
    int running() {
        return running.get();
    }

    /** Invocations since the start. */
    long started() {
        return started.get();
    }
}
