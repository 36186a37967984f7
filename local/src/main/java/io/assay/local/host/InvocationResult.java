package io.assay.local.host;

import java.time.Duration;

/** How an invocation ended, as Lambda tells its caller. */
public sealed interface InvocationResult {

    /** The function returned; {@code payload} is what it wrote. */
    @SuppressWarnings("ArrayRecordComponent")
    record Answered(byte[] payload) implements InvocationResult {}

    /** The function or its constructor threw, or a listener played a crash. */
    record FunctionError(String errorType, String message) implements InvocationResult {}

    /** The function did not return within the timeout that the template gives it; its instance is gone. */
    record TimedOut(Duration timeout) implements InvocationResult {}
}
