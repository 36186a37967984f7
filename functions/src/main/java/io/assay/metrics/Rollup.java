package io.assay.metrics;

import io.assay.core.CaseEvent;
import io.assay.core.Entry;
import io.assay.core.EventVersions;
import io.assay.core.Label;
import io.assay.core.Money;
import io.assay.json.Json;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Counts over events. Each event is counted from itself alone, so their order does not matter; adding up roll-ups gives
 * the roll-up of all their events. Grows in place; not for use by several threads.
 */
public final class Rollup {
    private static final String MODEL_COST = "modelCost.";
    private static final double MILLIS = 1000;

    private final Map<Count, Long> counts = new EnumMap<>(Count.class);
    private final Map<String, BigDecimal> modelCost = new TreeMap<>();
    private final Cycles cycles;

    public Rollup() {
        this(new Cycles());
    }

    private Rollup(Cycles cycles) {
        this.cycles = cycles;
    }

    /**
     * Counts anew from lines of the audit log: each line once by its {@code stream} and {@code seq}, however often it
     * comes. Holds the places of all lines in memory.
     */
    public static Rollup of(Stream<String> lines) {
        Rollup all = new Rollup();
        once(lines).forEach(all::count);
        return all;
    }

    /** The entries of the lines, each once. */
    static Stream<Entry> once(Stream<String> lines) {
        Set<String> seen = new HashSet<>();
        return lines.map(Rollup::entry).filter(entry -> seen.add(entry.stream() + "#" + entry.seq()));
    }

    /**
     * The entry that a line tells, without its sealed part.
     *
     * @throws io.assay.core.UnknownEventVersion if a newer release wrote it
     */
    static Entry entry(String line) {
        return entry(line, EventVersions.CURRENT);
    }

    /** As {@link #entry(String)}, read by a release that knows these versions. */
    static Entry entry(String line, EventVersions versions) {
        return Entry.stored(line, Json.object(line), null, Map.of(), versions);
    }

    /** A roll-up as {@link #stored} and {@link #cycles} gave it. */
    static Rollup of(Map<String, BigDecimal> stored, byte[] cycles) {
        Rollup rollup = new Rollup(Cycles.of(cycles));
        for (Count count : Count.values()) {
            Optional.ofNullable(stored.get(count.word())).ifPresent(n -> rollup.add(count, n.longValueExact()));
        }
        stored.forEach((name, amount) -> {
            if (name.startsWith(MODEL_COST)) {
                rollup.modelCost.put(name.substring(MODEL_COST.length()), amount);
            }
        });
        return rollup;
    }

    /** Exact counts by name; what is zero is left out. */
    Map<String, BigDecimal> stored() {
        Map<String, BigDecimal> stored = new TreeMap<>();
        counts.forEach((count, n) -> stored.put(count.word(), BigDecimal.valueOf(n)));
        modelCost.forEach((currency, amount) -> stored.put(MODEL_COST + currency, amount));
        return stored;
    }

    Cycles cycles() {
        return cycles;
    }

    long get(Count count) {
        return counts.getOrDefault(count, 0L);
    }

    /** What the model calls cost, a sum for each currency. */
    Map<Currency, Money> modelCost() {
        Map<Currency, Money> sums = new TreeMap<>((a, b) -> a.getCurrencyCode().compareTo(b.getCurrencyCode()));
        modelCost.forEach((code, amount) -> {
            Currency currency = Currency.getInstance(code);
            sums.put(currency, new Money(amount, currency));
        });
        return sums;
    }

    public void add(Rollup others) {
        others.counts.forEach(this::add);
        others.modelCost.forEach((currency, amount) -> modelCost.merge(currency, amount, BigDecimal::add));
        cycles.add(others.cycles);
    }

    /** Counts one entry; what is no event of a case counts nothing. */
    public void count(Entry entry) {
        if (!(entry.event() instanceof CaseEvent event)) {
            return;
        }
        switch (event) {
            case CaseEvent.Received received -> add(Count.RECEIVED, 1);
            case CaseEvent.Predicted predicted -> {
                add(Count.INPUT_TOKENS, predicted.usage().inputTokens());
                add(Count.OUTPUT_TOKENS, predicted.usage().outputTokens());
                modelCost.merge(
                        predicted.cost().currency().getCurrencyCode(),
                        predicted.cost().amount(),
                        BigDecimal::add);
            }
            case CaseEvent.Decided decided -> {}
            case CaseEvent.Escalated escalated -> add(Count.ESCALATED, escalated.first() ? 1 : 0);
            case CaseEvent.QualitySampled sampled -> add(Count.QUALITY_SAMPLED, 1);
            case CaseEvent.Reviewed reviewed -> {
                reviewed.agreed().ifPresent(agreed -> add(agreed ? Count.AGREED : Count.OVERRIDDEN, 1));
                add(reviewed.active().isPresent() ? Count.TIMED_REVIEWS : Count.UNTIMED_REVIEWS, 1);
                reviewed.active().ifPresent(active -> add(Count.REVIEW_ACTIVE_MS, active.toMillis()));
            }
            case CaseEvent.Acted acted -> acted(acted);
            case CaseEvent.Failed failed -> add(Count.FAILED, 1);
            case CaseEvent.SlaWarned warned -> add(Count.SLA_WARNED, 1);
            case CaseEvent.SlaBreached breached -> add(Count.SLA_BREACHED, 1);
        }
    }

    private void acted(CaseEvent.Acted acted) {
        if (acted.sentBefore().isEmpty()) {
            add(Count.ACTED, 1);
            add(Count.AUTOMATED, acted.byModel() ? 1 : 0);
            cycles.add(acted.cycle().toMillis() / MILLIS);
        }
        add(
                Count.FIRST_PASS,
                (isTheModels(acted, Optional.of(acted.label())) ? 1 : 0)
                        - (isTheModels(acted, acted.sentBefore()) ? 1 : 0));
    }

    private static boolean isTheModels(CaseEvent.Acted acted, Optional<Label> label) {
        return label.isPresent() && label.equals(acted.modelLabel());
    }

    private void add(Count count, long n) {
        if (n != 0) {
            counts.merge(count, n, Long::sum);
        }
    }
}
