package io.assay.core.verdict;

import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether a base can be tuned for a workflow: looked at before any money. */
public sealed interface Availability {

    TunableBase base();

    record Available(TunableBase base) implements Availability {}

    /** @param refusals every rule that refuses it, at least one */
    record Refused(TunableBase base, List<Refusal> refusals) implements Availability {
        public Refused {
            refusals = List.copyOf(refusals);
        }
    }

    /** A rule that refuses a base. */
    sealed interface Refusal {

        /** Stable, for example {@code end-of-life}. */
        String rule();

        /** What refuses, for a person. */
        String text();

        record Legacy() implements Refusal {
            @Override
            public String rule() {
                return "legacy";
            }

            @Override
            public String text() {
                return "it is a legacy model";
            }
        }

        record EndOfLife(LocalDate on, long days) implements Refusal {
            @Override
            public String rule() {
                return "end-of-life";
            }

            @Override
            public String text() {
                return "it ends on " + on + ", in " + days + " days";
            }
        }

        record RegionNotAllowed(String region) implements Refusal {
            @Override
            public String rule() {
                return "region";
            }

            @Override
            public String text() {
                return "the data may not go to " + region;
            }
        }

        record RowsOutsideLimits(long rows, TunableBase.RecordLimits limits) implements Refusal {
            @Override
            public String rule() {
                return "record-limits";
            }

            @Override
            public String text() {
                return rows + " training rows, it takes " + limits.least() + " to " + limits.most();
            }
        }

        record TooSlow(Duration p95, Duration limit) implements Refusal {
            @Override
            public String rule() {
                return "latency";
            }

            @Override
            public String text() {
                return "95 % of its answers take up to " + p95.toMillis() + " ms, the workflow allows "
                        + limit.toMillis();
            }
        }
    }

    /**
     * What the workflow asks of a base.
     *
     * @param today          day of the assessment
     * @param allowedRegions where the data may go; empty: anywhere
     * @param trainingRows   rows of the training part
     * @param p95Latency     the longest that 95 % of the answers may take; empty: any
     */
    record Demand(
            LocalDate today, Optional<Set<String>> allowedRegions, long trainingRows, Optional<Duration> p95Latency) {
        public Demand {
            allowedRegions = allowedRegions.map(Set::copyOf);
        }
    }

    /** Days that a base must still live. */
    long LEAST_DAYS = 180;

    static Availability of(TunableBase base, Demand demand) {
        List<Refusal> refusals = new ArrayList<>();
        if (base.legacy()) {
            refusals.add(new Refusal.Legacy());
        }
        base.endOfLife().ifPresent(end -> {
            long days = ChronoUnit.DAYS.between(demand.today(), end);
            if (days < LEAST_DAYS) {
                refusals.add(new Refusal.EndOfLife(end, days));
            }
        });
        if (demand.allowedRegions().isPresent()
                && !demand.allowedRegions().get().contains(base.region())) {
            refusals.add(new Refusal.RegionNotAllowed(base.region()));
        }
        if (demand.trainingRows() < base.records().least()
                || demand.trainingRows() > base.records().most()) {
            refusals.add(new Refusal.RowsOutsideLimits(demand.trainingRows(), base.records()));
        }
        if (base.p95Latency().isPresent()
                && demand.p95Latency().isPresent()
                && base.p95Latency().get().compareTo(demand.p95Latency().get()) > 0) {
            refusals.add(new Refusal.TooSlow(
                    base.p95Latency().get(), demand.p95Latency().get()));
        }
        return refusals.isEmpty() ? new Available(base) : new Refused(base, refusals);
    }
}
