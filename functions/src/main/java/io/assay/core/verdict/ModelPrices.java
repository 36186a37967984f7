package io.assay.core.verdict;

import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What one model costs in one region, USD. What is empty is unknown; nothing stands in for it.
 *
 * @param tokens        per million tokens
 * @param cache         how the model keeps a prompt's beginning
 * @param batchFactor   of the token prices in batches, for example 0.5
 * @param flexFactor    of the token prices for answers that may wait
 * @param training      per million training tokens and epoch
 * @param storage       of one custom model, a month
 * @param unitHour      of one unit of provisioned throughput
 * @param date          day the prices were read
 * @param source        where
 */
public record ModelPrices(
        String model,
        String region,
        TokenPrices tokens,
        Cache cache,
        OptionalDouble batchFactor,
        OptionalDouble flexFactor,
        OptionalDouble training,
        OptionalDouble storage,
        OptionalDouble unitHour,
        LocalDate date,
        URI source) {

    /** USD per million tokens; an embedding model has an input price alone. */
    public record TokenPrices(
            OptionalDouble input, OptionalDouble output, OptionalDouble cacheRead, OptionalDouble cacheWrite) {}

    /**
     * @param timeToLive    how long a prefix is kept after its last use
     * @param minimumPrefix tokens below which nothing is kept
     */
    public record Cache(Optional<Duration> timeToLive, OptionalInt minimumPrefix) {}

    /** How far prices can be trusted by their age. */
    public enum Freshness {
        FRESH,
        /** Older than 90 days: say so. */
        OLD,
        /** Older than 180 days: refuse unless the user insists. */
        STALE
    }

    private static final long OLD_AFTER_DAYS = 90;
    private static final long STALE_AFTER_DAYS = 180;

    /** @throws IllegalArgumentException if the prices are of a day after {@code today} */
    public Freshness freshness(LocalDate today) {
        long days = ChronoUnit.DAYS.between(date, today);
        if (days < 0) {
            throw new IllegalArgumentException("prices of " + model + " are of a day to come: " + date);
        }
        if (days > STALE_AFTER_DAYS) {
            return Freshness.STALE;
        }
        return days > OLD_AFTER_DAYS ? Freshness.OLD : Freshness.FRESH;
    }
}
