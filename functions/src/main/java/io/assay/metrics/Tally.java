package io.assay.metrics;

import io.assay.core.Entry;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One shard's count for one workflow and day, with the mark up to which it has counted: each stream position counts once,
 * however often its batch is delivered. Order holds inside a shard only, so a mark for several shards would skip the
 * positions of the slower ones.
 */
final class Tally {
    /** Before every position. */
    static final String START = "";

    private final Rollup rollup;
    private String lastSequence;

    /** An entry with its place in the shard, zero-padded. */
    record Numbered(String sequence, Entry entry) {}

    /** What counts are kept apart by. */
    record Key(String workflow, LocalDate day) {

        /** @param entry of a workflow */
        static Key of(Entry entry) {
            return new Key(
                    entry.workflow().orElseThrow(),
                    entry.at().atZone(ZoneOffset.UTC).toLocalDate());
        }
    }

    Tally() {
        this(new Rollup(), START);
    }

    Tally(Rollup rollup, String lastSequence) {
        this.rollup = rollup;
        this.lastSequence = lastSequence;
    }

    /** Entries of workflows by what they are kept apart by, each list in the order given. */
    static Map<Key, List<Numbered>> split(List<Numbered> entries) {
        Map<Key, List<Numbered>> split = new LinkedHashMap<>();
        for (Numbered numbered : entries) {
            if (numbered.entry().workflow().isPresent()) {
                split.computeIfAbsent(Key.of(numbered.entry()), key -> new ArrayList<>())
                        .add(numbered);
            }
        }
        return split;
    }

    /**
     * Counts what comes after the mark.
     *
     * @param entries of one key, in the shard's order
     * @return the entries that were counted now
     */
    List<Entry> take(List<Numbered> entries) {
        List<Entry> counted = new ArrayList<>();
        for (Numbered numbered : entries) {
            if (numbered.sequence().compareTo(lastSequence) > 0) {
                rollup.count(numbered.entry());
                lastSequence = numbered.sequence();
                counted.add(numbered.entry());
            }
        }
        return counted;
    }

    Rollup rollup() {
        return rollup;
    }

    String lastSequence() {
        return lastSequence;
    }
}
