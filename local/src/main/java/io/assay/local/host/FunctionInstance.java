package io.assay.local.host;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.assay.Wiring;
import io.assay.Wiring.Surroundings;
import io.assay.core.EventVersions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;

/** One execution environment: one object of the handler class, for one invocation at a time. */
final class FunctionInstance {

    private final RequestStreamHandler handler;
    private final Surroundings surroundings;
    private final int generation;
    private volatile boolean dead;

    private FunctionInstance(RequestStreamHandler handler, Surroundings surroundings, int generation) {
        this.handler = handler;
        this.surroundings = surroundings;
        this.generation = generation;
    }

    /**
     * Constructs the handler with its variables and clock bound, as Lambda does when it initialises an environment.
     *
     * @throws InitializationFailed with what the constructor threw
     */
    static FunctionInstance start(
            Constructor<? extends RequestStreamHandler> constructor, Surroundings surroundings, int generation) {
        try {
            return ScopedValue.where(Wiring.SURROUNDINGS, surroundings)
                    .call(() -> new FunctionInstance(constructor.newInstance(), surroundings, generation));
        } catch (InvocationTargetException e) {
            throw new InitializationFailed(e.getCause() == null ? e : e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new InitializationFailed(e);
        }
    }

    /** The generation it was started in; {@link LocalFunction#restart} begins a new one. */
    int generation() {
        return generation;
    }

    /** Its identity at the gateway, which no other instance has. */
    String accessKey() {
        return surroundings.variables().getOrDefault("AWS_ACCESS_KEY_ID", "");
    }

    /** The events that its release knows. */
    EventVersions release() {
        return surroundings.versions();
    }

    /** As if its process had died. */
    void die() {
        dead = true;
    }

    boolean isDead() {
        return dead;
    }

    byte[] handle(byte[] event, Context context) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        handler.handleRequest(new ByteArrayInputStream(event), answer, context);
        return answer.toByteArray();
    }

    /** The handler could not be constructed. */
    static final class InitializationFailed extends RuntimeException {
        InitializationFailed(Throwable cause) {
            super(cause);
        }

        Throwable reason() {
            Throwable cause = getCause();
            return cause == null ? this : cause;
        }
    }
}
