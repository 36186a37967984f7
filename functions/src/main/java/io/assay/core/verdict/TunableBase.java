package io.assay.core.verdict;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;

/**
 * A model that can be tuned in a region, as a dated file says. Where a limit or date is empty it is not known, and refuses
 * nothing.
 *
 * @param legacy           the provider has announced its end
 * @param records          of a training file
 * @param tools            tools may be sent to the tuned model
 * @param structuredOutput answers can be held to a schema
 * @param endOfLife        day from which it no longer answers
 * @param p95Latency       measured
 * @param readOn           day the row was read
 */
public record TunableBase(
        String model,
        String region,
        Serving serving,
        boolean legacy,
        RecordLimits records,
        boolean tools,
        boolean structuredOutput,
        Optional<LocalDate> endOfLife,
        Optional<Duration> p95Latency,
        LocalDate readOn) {

    /** How a tuned model is served. */
    public enum Serving {
        ON_DEMAND,
        PROVISIONED,
        IMPORTED;

        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Rows that a training file may have, both ends included. */
    public record RecordLimits(long least, long most) {
        public RecordLimits {
            if (least < 0 || most < least) {
                throw new IllegalArgumentException("not limits: " + least + " to " + most);
            }
        }
    }
}
