package io.assay.core.verdict;

import static io.assay.core.statistics.QualitySample.DAYS_A_MONTH;

import java.time.Duration;

/**
 * Tokens of one call, or their mean over calls.
 *
 * @param input      all input tokens, those read from or written to the cache included
 * @param cacheRead  of them, read from the cache
 * @param cacheWrite of them, written to it
 * @param embedding  tokens embedded to retrieve examples
 */
public record TokenUsage(double input, double cacheRead, double cacheWrite, double output, double embedding) {
    private static final double SECONDS_A_MONTH = DAYS_A_MONTH * 24 * 60 * 60;

    public TokenUsage {
        if (!(cacheRead >= 0 && cacheWrite >= 0 && output >= 0 && embedding >= 0 && input >= cacheRead + cacheWrite)) {
            throw new IllegalArgumentException("not a usage: " + input + " in, " + cacheRead + " read, " + cacheWrite
                    + " written, " + output + " out, " + embedding + " embedded");
        }
    }

    /** Without cache or embeddings. */
    public static TokenUsage plain(double input, double output) {
        return new TokenUsage(input, 0, 0, output, 0);
    }

    /**
     * This usage with its first {@code prefix} tokens cached, as calls that come at random find them:
     * P_hit = 1 − exp(−rate · TTL). Nothing is cached below the minimum prefix, or where the model is not known to cache.
     *
     * @param prefix        tokens that every call begins with, at most {@code input}
     * @param callsAMonth   that share the prefix
     */
    public TokenUsage cached(double prefix, double callsAMonth, ModelPrices.Cache cache) {
        if (cache.timeToLive().isEmpty()
                || cache.minimumPrefix().isEmpty()
                || prefix < cache.minimumPrefix().getAsInt()) {
            return this;
        }
        double hit = hitProbability(callsAMonth, cache.timeToLive().get());
        return new TokenUsage(input, prefix * hit, prefix * (1 - hit), output, embedding);
    }

    private static double hitProbability(double callsAMonth, Duration timeToLive) {
        return -Math.expm1(-callsAMonth / SECONDS_A_MONTH * timeToLive.toMillis() / 1e3);
    }
}
