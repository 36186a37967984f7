package io.assay.local.gateway;

import java.time.Duration;

/** What can go wrong between a function and a service. Durations are real time, as the SDK's own timeouts are. */
public sealed interface Fault {
    /** The service's own throttling error, without reaching the service. */
    record Throttle() implements Fault {}

    /** The service's own internal error (500), without reaching the service. */
    record Fail() implements Fault {}

    /** The request is held that long and then goes its way. */
    record Delay(Duration by) implements Fault {}

    /** The request is held that long, never reaches the service, and its connection ends without an answer. */
    record Stall(Duration atMost) implements Fault {}

    /** The service does what was asked, but the connection ends before its answer. */
    record LoseAnswer() implements Fault {}
}
