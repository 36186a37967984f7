package io.assay.local.bench;

import io.assay.local.gateway.Counts;
import io.assay.local.gateway.Service;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What some cases used.
 *
 * @param requests  through the gateway, by service, operation and role
 * @param functions by logical id
 * @param own       CPU time of the functions' code, SDK included
 * @param all       CPU time of the JVM: functions, services, compiler and collector
 * @param logged    bytes that functions wrote to their logs
 * @param took      real time
 */
public record Usage(
        Map<Counts.Key, Used> requests,
        Map<String, Invoked> functions,
        Duration own,
        Duration all,
        long logged,
        Duration took) {

    /** Of an SQS event source that has nothing to do: five long polls of 20 s at a time (Lambda's developer guide). */
    private static final double POLLS_PER_SECOND = 5 / 20.0;

    /** @param capacity units of DynamoDB, 0 for other services */
    public record Used(long requests, double capacity) {}

    /**
     * @param times  invocations
     * @param billed milliseconds, each invocation rounded up to the next whole one as Lambda does
     * @param queued whether a queue is its event source
     */
    public record Invoked(long times, long billed, int memoryMb, boolean queued) {}

    public Usage {
        requests = Map.copyOf(requests);
        functions = Map.copyOf(functions);
    }

    /** What the functions and their event sources asked for; a stream is read by Lambda, which asks nothing for it. */
    public long requests(Predicate<Counts.Key> which) {
        return requests.entrySet().stream()
                .filter(entry -> isBilled(entry.getKey()) && which.test(entry.getKey()))
                .mapToLong(entry -> entry.getValue().requests())
                .sum();
    }

    /** @throws IllegalArgumentException if there is no such function */
    public Invoked function(String logicalId) {
        Invoked invoked = functions.get(logicalId);
        if (invoked == null) {
            throw new IllegalArgumentException("no function " + logicalId);
        }
        return invoked;
    }

    /** Requests that event sources make at Lambda while their queue is empty. */
    public double idlePolls() {
        return functions.values().stream()
                .filter(Invoked::queued)
                .mapToDouble(function -> Math.max(0, took.toSeconds() * POLLS_PER_SECOND - function.times()))
                .sum();
    }

    public double capacity(Predicate<Counts.Key> which) {
        return requests.entrySet().stream()
                .filter(entry -> isBilled(entry.getKey()) && which.test(entry.getKey()))
                .mapToDouble(entry -> entry.getValue().capacity())
                .sum();
    }

    /** By service and operation. */
    public Map<String, Long> requestsByOperation() {
        Map<String, Long> sums = new TreeMap<>();
        requests.forEach((key, used) -> {
            if (isBilled(key)) {
                sums.merge(key.service() + " " + key.operation(), used.requests(), Long::sum);
            }
        });
        return sums;
    }

    /** By the role that asked. */
    public Map<String, Long> requestsByRole() {
        Map<String, Long> sums = new TreeMap<>();
        requests.forEach((key, used) -> {
            if (isBilled(key)) {
                sums.merge(key.caller(), used.requests(), Long::sum);
            }
        });
        return sums;
    }

    private static boolean isBilled(Counts.Key key) {
        return !key.caller().equals("administrator")
                && !(key.service() == Service.DYNAMODB
                        && (key.operation().equals("GetRecords")
                                || key.operation().equals("GetShardIterator")
                                || key.operation().equals("DescribeStream")
                                || key.operation().equals("ListStreams")));
    }
}
