package io.assay.local.host;

import java.time.Duration;

/**
 * Sees every invocation. What either method throws fails the invocation at that moment, as a crash would: before the
 * function has done anything, or after it has done everything but its answer is lost.
 */
public interface InvocationListener {

    default void before(Invocation invocation) {}

    /** @param took real time in the function */
    default void after(Invocation invocation, InvocationResult result, Duration took) {}
}
