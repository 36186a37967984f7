package io.assay.local.gateway;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/** Counts requests while they pass. */
final class Meter {
    private final Map<Counts.Key, Line> lines = new ConcurrentHashMap<>();

    Line line(Call call, Caller caller) {
        return lines.computeIfAbsent(
                new Counts.Key(call.service(), call.operation(), caller.name()), key -> new Line());
    }

    Counts snapshot() {
        Map<Counts.Key, Counts.Tally> tallies = new HashMap<>();
        lines.forEach((key, line) -> tallies.put(key, line.tally()));
        return new Counts(tallies);
    }

    static final class Line {
        final LongAdder requests = new LongAdder();
        final LongAdder requestBytes = new LongAdder();
        final LongAdder responseBytes = new LongAdder();
        final LongAdder refused = new LongAdder();
        final LongAdder faulted = new LongAdder();
        final LongAdder failed = new LongAdder();
        final DoubleAdder capacity = new DoubleAdder();

        private Counts.Tally tally() {
            return new Counts.Tally(
                    requests.sum(),
                    requestBytes.sum(),
                    responseBytes.sum(),
                    refused.sum(),
                    faulted.sum(),
                    failed.sum(),
                    capacity.sum());
        }
    }
}
