package io.assay.local.gateway;

import java.util.Optional;

/**
 * When a fault strikes. What a rule does not name it strikes everywhere, except at the administrator, whom only a rule
 * of his own reaches: a test's set-up and its look at the outcome must not suffer from what the test plays.
 *
 * @param rate      share of the matching requests, in [0, 1]
 * @param operation as the service's API calls it, for example {@code PutItem}
 * @param caller    logical id of a role, or {@code administrator}
 */
public record FaultRule(
        Fault fault, double rate, Optional<Service> service, Optional<String> operation, Optional<String> caller) {
    public FaultRule {
        if (!(rate >= 0 && rate <= 1)) throw new IllegalArgumentException("rate outside [0, 1]: " + rate);
    }

    /** Strikes every request of every role, until narrowed. */
    public static FaultRule of(Fault fault) {
        return new FaultRule(fault, 1, Optional.empty(), Optional.empty(), Optional.empty());
    }

    public FaultRule at(double share) {
        return new FaultRule(fault, share, service, operation, caller);
    }

    public FaultRule on(Service one) {
        return new FaultRule(fault, rate, Optional.of(one), operation, caller);
    }

    public FaultRule on(Service one, String itsOperation) {
        return new FaultRule(fault, rate, Optional.of(one), Optional.of(itsOperation), caller);
    }

    public FaultRule by(String role) {
        return new FaultRule(fault, rate, service, operation, Optional.of(role));
    }

    boolean concerns(Call call, Caller who) {
        return service.map(call.service()::equals).orElse(true)
                && operation.map(call.operation()::equals).orElse(true)
                && caller.map(who.name()::equals).orElse(who instanceof Caller.Assumed);
    }
}
