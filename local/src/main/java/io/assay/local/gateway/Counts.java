package io.assay.local.gateway;

import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What went through the gateway since it started. */
public record Counts(Map<Key, Tally> tallies) {
    public Counts {
        tallies = Map.copyOf(tallies);
    }

    /** @param caller logical id of a role, or {@code administrator} */
    public record Key(Service service, String operation, String caller) {}

    /**
     * @param requests      all of them
     * @param requestBytes  of bodies, as they came in
     * @param responseBytes of bodies, as they left
     * @param refused       requests that the caller had no permission for
     * @param faulted       requests that a fault struck
     * @param failed        requests answered with 400 or above, or not at all, refused and faulted ones among them
     * @param capacity      capacity units of DynamoDB, of reads or of writes by the operation, indexes included; counted
     *     only after {@link Gateway#meterCapacity}
     */
    public record Tally(
            long requests,
            long requestBytes,
            long responseBytes,
            long refused,
            long faulted,
            long failed,
            double capacity) {}

    /** Requests of all callers. */
    public long requests(Service service, String operation) {
        return requests(key -> key.service() == service && key.operation().equals(operation));
    }

    /** Requests that match. */
    public long requests(Predicate<Key> which) {
        return tallies.entrySet().stream()
                .filter(entry -> which.test(entry.getKey()))
                .mapToLong(entry -> entry.getValue().requests())
                .sum();
    }

    /** One line of the count; all zero when nothing of it came. */
    public Tally of(Service service, String operation, String caller) {
        return Optional.ofNullable(tallies.get(new Key(service, operation, caller)))
                .orElse(new Tally(0, 0, 0, 0, 0, 0, 0));
    }
}
