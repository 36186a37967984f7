package io.assay.local.host;

import io.assay.local.gateway.Fault;
import io.assay.local.gateway.Fault.Moment;
import io.assay.local.gateway.Faults;
import io.assay.local.gateway.Point;
import java.time.Duration;
import java.util.Optional;

/**
 * Calls a function and takes note of its answer, as Lambda does; between the two a fault may strike.
 *
 * @param target what is acknowledged: a queue, a stream's table, a route
 */
record Acknowledgement(LocalFunction function, String target, Faults faults) {

    /** What a host that has lost its note of an answer knows. */
    private static final InvocationResult LOST =
            new InvocationResult.FunctionError("Runtime.ExitError", "the answer was lost, as a fault wanted");

    /** How late a fault has a shard's batch be; zero: there is none. */
    Duration late(String identity) {
        Optional<Fault> fault = faults.strike(Point.shardDelivery(function.role(), target, identity));
        return fault.orElse(null) instanceof Fault.Late late ? late.by() : Duration.ZERO;
    }

    /**
     * Calls the function with the event, and once more if the fault is a second delivery.
     *
     * @param identity what the event is about, the same in every run
     * @return the last answer; an error when the host has not learnt of it
     */
    InvocationResult call(byte[] event, String identity) throws InterruptedException {
        InvocationResult result = function.invoke(event);
        if (!(result instanceof InvocationResult.Answered)) {
            return result;
        }
        Optional<Fault> fault = faults.strike(Point.acknowledgement(function.role(), target, identity));
        return switch (fault.orElse(null)) {
            case Fault.Twice twice -> function.invoke(event);
            case Fault.Crash crash -> {
                // The instance had its turn and waits for the next: what it kept in memory dies with it.
                function.restart();
                yield crash.moment() == Moment.BEFORE ? LOST : result;
            }
            case null, default -> result;
        };
    }
}
