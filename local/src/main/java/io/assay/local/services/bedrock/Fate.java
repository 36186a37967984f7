package io.assay.local.services.bedrock;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * What a behaviour does to one request.
 *
 * @param refusal the error it is answered with; null: it is answered
 * @param delay   real time before the answer
 * @param bend    how the answer leaves the schema; null: it does not
 */
record Fate(
        @Nullable Refusal refusal, Duration delay, @Nullable OffSchema bend) {
    private static final List<Refusal.Kind> FAILURES = List.of(
            Refusal.Kind.INTERNAL, Refusal.Kind.UNAVAILABLE, Refusal.Kind.MODEL_ERROR, Refusal.Kind.MODEL_TIMEOUT);

    private static final List<OffSchema> BENDS = List.of(OffSchema.values());

    static Fate of(Behaviour behaviour, Instant now, SplittableRandom random) {
        Instant until = behaviour.outageUntil();
        if (until != null && now.isBefore(until)) {
            return refused(Refusal.Kind.UNAVAILABLE, "Bedrock is unable to process your request.");
        }
        // Every draw is made whatever the rates, so that changing one rate leaves the others' victims the same.
        boolean throttled = random.nextDouble() < behaviour.throttleRate();
        boolean failed = random.nextDouble() < behaviour.failRate();
        Refusal.Kind failure = FAILURES.get(random.nextInt(FAILURES.size()));
        boolean stalled = random.nextDouble() < behaviour.stallRate();
        boolean bent = random.nextDouble() < behaviour.offSchemaRate();
        OffSchema bend = BENDS.get(random.nextInt(BENDS.size()));
        if (throttled) return refused(Refusal.Kind.THROTTLING, "Too many requests, please wait before trying again.");
        if (failed) return refused(failure, "The model or the service failed on this request; try it again.");
        return new Fate(null, stalled ? behaviour.stall() : Duration.ZERO, bent ? bend : null);
    }

    private static Fate refused(Refusal.Kind kind, String message) {
        return new Fate(new Refusal(kind, message), Duration.ZERO, null);
    }

    /** What it comes to, to count. */
    enum Kind {
        THROTTLED,
        FAILED,
        STALLED,
        OFF_SCHEMA,
        ANSWERED
    }

    Kind kind() {
        if (refusal != null) return refusal.kind() == Refusal.Kind.THROTTLING ? Kind.THROTTLED : Kind.FAILED;
        if (!delay.isZero()) return Kind.STALLED;
        return bend != null ? Kind.OFF_SCHEMA : Kind.ANSWERED;
    }
}
