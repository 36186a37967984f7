package io.assay.metrics;

import io.assay.aws.BlindSamples;
import io.assay.aws.CaseIndex;
import io.assay.aws.Meter;
import io.assay.aws.Rollups;
import io.assay.aws.SideBySide;
import io.assay.aws.Signal;
import io.assay.aws.StreamBatch;
import io.assay.core.BlindSample;
import io.assay.core.CaseEvent;
import io.assay.core.Entry;
import io.assay.core.EventVersions;
import io.assay.core.UnknownEventVersion;
import io.assay.core.Workflow;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Counts a batch of the stream into roll-ups, moves its cases in the index and keeps what blind reviews say; the stack's own workflows count for nothing.
 * Safe to run again.
 */
public final class Counting {
    /** Only another instance with the same shard is in the way, which Lambda does not start; more tries mean trouble. */
    private static final int TRIES = 5;
    /** Cases moved side by side. */
    private static final int MOVES = 8;

    private static final double MILLIS = 1000;

    private final Rollups rollups;
    private final CaseIndex index;
    private final BlindSamples samples;
    private final Meter meter;
    private final EventVersions versions;

    /** @param versions that this release reads */
    public Counting(Rollups rollups, CaseIndex index, BlindSamples samples, Meter meter, EventVersions versions) {
        this.rollups = rollups;
        this.index = index;
        this.samples = samples;
        this.meter = meter;
        this.versions = versions;
    }

    /** @throws IOException if the event cannot be read or the answer not written */
    public void run(InputStream event, OutputStream answer) throws IOException {
        StreamBatch batch = StreamBatch.of(event);
        if (!batch.positions().isEmpty()) {
            String shard = batch.shard()
                    .orElseThrow(() -> new IllegalStateException("the event names no shard: give the event source in"
                            + " template.yaml a TumblingWindowInSeconds"));
            List<Tally.Numbered> entries = batch.positions().stream()
                    .map(position -> new Tally.Numbered(position.sequence(), entry(position.line())))
                    .filter(numbered -> numbered.entry()
                            .workflow()
                            .filter(Workflow::isReserved)
                            .isEmpty())
                    .toList();
            Tally.split(entries).forEach((key, ofKey) -> count(key, shard, ofKey));
            List<Entry> all = entries.stream().map(Tally.Numbered::entry).toList();
            move(CasePositions.of(all));
            keep(all);
        }
        StreamBatch.answer(answer);
    }

    /** What this release cannot read stops the shard, for a skipped event would never be counted. */
    private Entry entry(String line) {
        try {
            return Rollup.entry(line, versions);
        } catch (UnknownEventVersion newer) {
            meter.write(sheet -> sheet.count(Signal.UNKNOWN_EVENT_VERSION.metric(), 1));
            throw newer;
        }
    }

    private void count(Tally.Key key, String shard, List<Tally.Numbered> entries) {
        for (int tries = 0; tries < TRIES; tries++) {
            Optional<Rollups.Shard> read = rollups.shard(key.workflow(), key.day(), shard);
            Tally tally = read.map(stored -> new Tally(
                            Rollup.of(stored.counts().counts(), stored.counts().cycles()), stored.lastSequence()))
                    .orElseGet(Tally::new);
            List<Entry> counted = tally.take(entries);
            if (counted.isEmpty()) {
                return;
            }
            Rollups.Shard after = new Rollups.Shard(
                    new Rollups.Counts(
                            tally.rollup().stored(), tally.rollup().cycles().encoded()),
                    tally.lastSequence());
            if (rollups.put(key.workflow(), key.day(), shard, after, read.map(Rollups.Shard::lastSequence))) {
                show(key.workflow(), counted);
                return;
            }
        }
        throw new IllegalStateException("the roll-up of " + key.workflow() + " changes faster than it can be written");
    }

    /** After the count is stored: a crash in between loses a point of a graph, never a count. */
    private void show(String workflow, List<Entry> counted) {
        Rollup news = new Rollup();
        counted.forEach(news::count);
        meter.write(workflow, sheet -> {
            sheet.count("Received", news.get(Count.RECEIVED));
            sheet.count("Automated", news.get(Count.AUTOMATED));
            sheet.count("Escalated", news.get(Count.ESCALATED));
            sheet.count("Overridden", news.get(Count.OVERRIDDEN));
            sheet.count("Agreed", news.get(Count.AGREED));
            sheet.count("Acted", news.get(Count.ACTED));
            sheet.count("Failed", news.get(Count.FAILED));
            sheet.count("SlaBreached", news.get(Count.SLA_BREACHED));
            for (Entry entry : counted) {
                if (entry.event() instanceof CaseEvent.Acted acted
                        && acted.sentBefore().isEmpty()) {
                    sheet.seconds("CycleTime", acted.cycle().toMillis() / MILLIS);
                }
            }
        });
        news.modelCost()
                .forEach((currency, cost) -> meter.writeIn(
                        currency.getCurrencyCode(),
                        sheet -> sheet.amount("ModelCost", cost.amount().doubleValue())));
    }

    /** What blind reviews say of predictors, each under one key however often it comes. */
    private void keep(List<Entry> entries) {
        Map<String, Instant> news = new TreeMap<>();
        for (Entry entry : entries) {
            if (entry.event() instanceof CaseEvent.Reviewed review
                    && review.sample().isPresent()) {
                String workflow = entry.workflow().orElseThrow();
                BlindSample sample = review.sample().get();
                samples.put(workflow, new BlindSamples.Row(review.task(), entry.at(), sample, review.label()));
                news.merge(workflow, entry.at(), (a, b) -> a.isAfter(b) ? a : b);
            }
        }
        news.forEach((workflow, at) -> samples.announce(new BlindSamples.News(workflow, at)));
    }

    private void move(Collection<CaseIndex.Position> positions) {
        SideBySide.map(List.copyOf(positions), MOVES, index::move);
    }
}
