package io.assay.local.gateway;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * When a fault strikes. What a rule does not name it strikes everywhere that the fault fits, except at the
 * administrator, whom only a rule of his own reaches: a test's set-up and its look at the outcome must not suffer from
 * what the test plays.
 *
 * @param rate   share of the points that match, in [0, 1]
 * @param caller logical id of a role, or {@code administrator}; empty: every role
 * @param where  which points match
 * @param times  how often it strikes at most, at least 1
 */
public record FaultRule(Fault fault, double rate, Optional<String> caller, Predicate<Point> where, int times) {
    public FaultRule {
        if (!(rate >= 0 && rate <= 1)) throw new IllegalArgumentException("rate outside [0, 1]: " + rate);
        if (times < 1) throw new IllegalArgumentException("a rule strikes at least once, not " + times + " times");
    }

    /** Strikes at every point of every role, until narrowed. */
    public static FaultRule of(Fault fault) {
        return new FaultRule(fault, 1, Optional.empty(), point -> true, Integer.MAX_VALUE);
    }

    public FaultRule at(double share) {
        return new FaultRule(fault, share, caller, where, times);
    }

    public FaultRule at(Place place) {
        return where(point -> point.place().equals(place));
    }

    public FaultRule on(Service one) {
        return where(point -> point.service().equals(Optional.of(one)));
    }

    public FaultRule on(Service one, String operation) {
        return on(one).where(point -> point.place().operation().equals(operation));
    }

    public FaultRule on(Point.Nature nature) {
        return where(point -> point.nature() == nature);
    }

    public FaultRule by(String role) {
        return new FaultRule(fault, rate, Optional.of(role), where, times);
    }

    /** Narrows it further. */
    public FaultRule where(Predicate<Point> also) {
        return new FaultRule(fault, rate, caller, where.and(also), times);
    }

    /** Strikes the first point that matches, and then no more. */
    public FaultRule once() {
        return new FaultRule(fault, rate, caller, where, 1);
    }

    boolean concerns(Point point) {
        String who = point.place().caller();
        return caller.map(who::equals).orElse(!who.equals(Caller.Administrator.NAME))
                && fault.fits(point)
                && where.test(point);
    }
}
