package io.assay.intake;

import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Version 7 UUIDs (RFC 9562, section 5.7): 48 bits of Unix milliseconds, then random bits. */
public record TimeOrderedIds(Clock clock, RandomGenerator random) implements Supplier<UUID> {
    @Override
    public UUID get() {
        long high = clock.millis() << 16 | 0x7000 | (random.nextLong() & 0xfff);
        long low = (random.nextLong() >>> 2) | 0x8000000000000000L;
        return new UUID(high, low);
    }
}
