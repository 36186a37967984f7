package io.assay.local.services.bedrock;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the endpoint misbehaves. Each request draws by seed, request body and how often that body has come before, so a
 * run repeats itself whatever the order in which concurrent requests arrive, and a retry draws anew.
 *
 * @param seed          of all draws
 * @param throttleRate  share of requests answered ThrottlingException, in [0, 1]
 * @param stallRate     share of requests answered only after {@code stall}, in [0, 1]
 * @param stall         how long a stalled request waits in real time, not negative
 * @param failRate      share of requests answered with a server error, in [0, 1]; which one is drawn too
 * @param offSchemaRate share of answers that break the tool's schema, in [0, 1]; how is drawn too
 * @param outageUntil   every request before this instant is answered ServiceUnavailableException; null: no outage
 */
public record Behaviour(
        long seed,
        double throttleRate,
        double stallRate,
        Duration stall,
        double failRate,
        double offSchemaRate,
        @Nullable Instant outageUntil) {

    public Behaviour {
        requireRate("throttleRate", throttleRate);
        requireRate("stallRate", stallRate);
        requireRate("failRate", failRate);
        requireRate("offSchemaRate", offSchemaRate);
        if (stall.isNegative()) throw new IllegalArgumentException("stall is negative: " + stall);
    }

    /** Answers everything, at once and on the schema. */
    public static Behaviour good() {
        return new Behaviour(0, 0, 0, Duration.ZERO, 0, 0, null);
    }

    /** The same with another seed. */
    public Behaviour withSeed(long other) {
        return new Behaviour(other, throttleRate, stallRate, stall, failRate, offSchemaRate, outageUntil);
    }

    /** The same with a share of requests throttled. */
    public Behaviour throttling(double rate) {
        return new Behaviour(seed, rate, stallRate, stall, failRate, offSchemaRate, outageUntil);
    }

    /** The same with a share of requests answered late. */
    public Behaviour stalling(double rate, Duration how) {
        return new Behaviour(seed, throttleRate, rate, how, failRate, offSchemaRate, outageUntil);
    }

    /** The same with a share of requests answered by a server error. */
    public Behaviour failing(double rate) {
        return new Behaviour(seed, throttleRate, stallRate, stall, rate, offSchemaRate, outageUntil);
    }

    /** The same with a share of answers off the schema. */
    public Behaviour offSchema(double rate) {
        return new Behaviour(seed, throttleRate, stallRate, stall, failRate, rate, outageUntil);
    }

    /** The same, unavailable before an instant; {@link Instant#MAX} is until told otherwise, null ends an outage. */
    public Behaviour unavailableUntil(@Nullable Instant until) {
        return new Behaviour(seed, throttleRate, stallRate, stall, failRate, offSchemaRate, until);
    }

    private static void requireRate(String name, double rate) {
        if (!(rate >= 0 && rate <= 1)) throw new IllegalArgumentException(name + " outside [0, 1]: " + rate);
    }
}
