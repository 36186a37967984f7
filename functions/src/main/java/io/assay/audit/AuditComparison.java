package io.assay.audit;

import io.assay.aws.AuditBucket;
import io.assay.aws.CaseIndex;
import io.assay.aws.CaseStore;
import io.assay.aws.Meter;
import io.assay.aws.WorkflowStore;
import io.assay.core.Actor;
import io.assay.core.Entry;
import io.assay.core.StackEvent;
import io.assay.core.WorkflowEvent;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares a day's audit log with the table, entry by entry: is every entry there, and are its bytes the same.
 *
 * <p>Looked at are the histories that the day's bundles speak of, those of every workflow and of the stack, and those of
 * cases that the case index knows to have moved since the day began; of the index only cases that came in that day or in
 * the {@value #EARLIER_DAYS} days before.
 */
public final class AuditComparison {
    private static final Logger LOG = LoggerFactory.getLogger(AuditComparison.class);

    private static final int EARLIER_DAYS = 7;
    /** Bundles are read in passes, each of which holds about that many bytes' share of the lines. */
    private static final long PASS_BYTES = 256L << 20;

    private final AuditBucket bucket;
    private final CaseStore cases;
    private final CaseIndex index;
    private final WorkflowStore workflows;
    private final Meter meter;
    private final Clock clock;

    public AuditComparison(
            AuditBucket bucket, CaseStore cases, CaseIndex index, WorkflowStore workflows, Meter meter, Clock clock) {
        this.bucket = bucket;
        this.cases = cases;
        this.index = index;
        this.workflows = workflows;
        this.meter = meter;
        this.clock = clock;
    }

    /** Compares the last whole day (UTC), records what came out in the stack's history, and tells it as metrics. */
    public StackEvent.AuditCompared compareYesterday() {
        StackEvent.AuditCompared compared =
                compare(LocalDate.now(clock.withZone(ZoneOffset.UTC)).minusDays(1));
        append(compared);
        meter.write(sheet -> {
            sheet.count("AuditEvents", compared.events());
            sheet.count("AuditMissing", compared.missing());
            sheet.count("AuditAltered", compared.altered());
        });
        return compared;
    }

    /** Compares one day (UTC). */
    StackEvent.AuditCompared compare(LocalDate day) {
        List<String> names = workflows.names();
        long bytes = prefixes(day)
                .flatMap(bucket::bundles)
                .mapToLong(AuditBucket.Bundle::bytes)
                .sum();
        int passes = (int) (bytes / PASS_BYTES) + 1;
        int events = 0;
        int missing = 0;
        int altered = 0;
        for (int pass = 0; pass < passes; pass++) {
            DayCheck check = new DayCheck(day, new DayCheck.Share(pass, passes));
            check(day, names, check);
            events += check.events();
            missing += check.count(DayCheck.Kind.MISSING);
            altered += check.count(DayCheck.Kind.ALTERED);
            check.findings()
                    .forEach(found -> LOG.error(
                            "audit log and table differ: {} {} seq {}: {}",
                            found.kind(),
                            found.stream(),
                            found.seq(),
                            found.detail()));
        }
        return new StackEvent.AuditCompared(day.toString(), events, missing, altered);
    }

    private void check(LocalDate day, List<String> names, DayCheck check) {
        prefixes(day)
                .flatMap(bucket::bundles)
                .forEach(bundle -> bucket.lines(bundle).forEach(line -> check.logged(bundle.key(), line)));
        Set<String> looked = new HashSet<>();
        Consumer<String> look = stream -> {
            if (check.share().holds(stream) && looked.add(stream)) {
                check.stored(stream, cases.lines(stream));
            }
        };
        look.accept(Entry.STACK);
        Instant began = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        for (String name : names) {
            look.accept(WorkflowEvent.stream(name));
            for (LocalDate came = day.minusDays(EARLIER_DAYS); !came.isAfter(day); came = came.plusDays(1)) {
                index.received(name, came, began).forEach(look);
            }
        }
        check.pending().forEach(look);
    }

    /**
     * Where a day's lines can be: a bundle is filed by its first line, so one of the day before may end in this day, and
     * one of the first hour after may hold a line whose writer's clock was late.
     */
    private static Stream<String> prefixes(LocalDate day) {
        Instant after = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        return Stream.of(AuditBucket.prefix(day.minusDays(1)), AuditBucket.prefix(day), AuditBucket.prefix(after));
    }

    private void append(StackEvent.AuditCompared compared) {
        Entry entry;
        do {
            List<Entry> history = cases.history(Entry.STACK);
            entry = cases.next(
                    Entry.STACK,
                    history.isEmpty() ? Optional.empty() : Optional.of(history.getLast()),
                    Actor.function("audit-compare"),
                    Optional.empty(),
                    compared);
        } while (!cases.append(entry));
    }
}
