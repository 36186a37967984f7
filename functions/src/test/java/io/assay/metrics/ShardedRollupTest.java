package io.assay.metrics;

import static io.assay.metrics.Lines.NOON;
import static io.assay.metrics.Lines.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import io.assay.core.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A stream over three shards whose batches are interleaved and delivered again. */
class ShardedRollupTest {
    private static final int SHARDS = 3;
    private static final int CASES = 120;

    /** A batch with the shard it comes from. */
    private record Batch(int shard, List<Tally.Numbered> entries) {}

    @Test
    void markForEachShard_countsEachPositionOnce() {
        for (long seed = 1; seed <= 20; seed++) {
            Random random = new Random(seed);
            List<Batch> deliveries = deliveries(random);
            Map<Integer, Tally> tallies = new TreeMap<>();
            deliveries.forEach(batch ->
                    tallies.computeIfAbsent(batch.shard(), shard -> new Tally()).take(batch.entries()));
            Rollup sum = new Rollup();
            tallies.values().forEach(tally -> sum.add(tally.rollup()));

            assertThat(sum.stored())
                    .as("seed " + seed)
                    .isEqualTo(recount(deliveries).stored());
            assertThat(sum.get(Count.RECEIVED)).isEqualTo(CASES);
            assertThat(sum.cycles().quantile(0.95))
                    .isEqualTo(recount(deliveries).cycles().quantile(0.95));
        }
    }

    @Test
    void oneMarkForAllShards_undercounts() {
        List<Batch> deliveries = deliveries(new Random(1));
        Tally one = new Tally();
        deliveries.forEach(batch -> one.take(batch.entries()));

        assertThat(one.rollup().get(Count.RECEIVED)).isLessThan(CASES);
    }

    @Test
    void noMark_countsReplaysTwice() {
        List<Batch> deliveries = deliveries(new Random(1));
        Rollup all = new Rollup();
        deliveries.forEach(batch -> batch.entries().forEach(numbered -> all.count(numbered.entry())));

        assertThat(all.get(Count.RECEIVED)).isGreaterThan(CASES);
    }

    private static Rollup recount(List<Batch> deliveries) {
        return Rollup.of(deliveries.stream()
                .flatMap(batch -> batch.entries().stream())
                .map(numbered -> numbered.entry().line()));
    }

    /** Order holds inside a shard; a batch may come again, whole or in two halves, before the next of its shard. */
    private static List<Batch> deliveries(Random random) {
        List<List<Tally.Numbered>> shards = shards(random);
        List<Batch> deliveries = new ArrayList<>();
        int[] next = new int[SHARDS];
        while (Stream.of(0, 1, 2)
                .anyMatch(shard -> next[shard] < shards.get(shard).size())) {
            int shard = random.nextInt(SHARDS);
            List<Tally.Numbered> all = shards.get(shard);
            int end = Math.min(all.size(), next[shard] + 1 + random.nextInt(12));
            List<Tally.Numbered> batch = all.subList(next[shard], end);
            deliveries.add(new Batch(shard, batch));
            if (random.nextInt(3) == 0) {
                deliveries.add(new Batch(shard, batch.subList(0, batch.size() / 2)));
                deliveries.add(new Batch(shard, batch));
            }
            next[shard] = end;
        }
        return deliveries;
    }

    /** The entries of a case go to one shard; sequence numbers grow over all shards as time does. */
    private static List<List<Tally.Numbered>> shards(Random random) {
        List<List<Entry>> histories = new ArrayList<>();
        for (int i = 0; i < CASES; i++) {
            Lines lines = new Lines(i, NOON.plusSeconds(i));
            histories.add(new ArrayList<>((i % 4 == 0 ? lines.reviewed(OTHER) : lines.automated()).entries()));
        }
        List<List<Tally.Numbered>> shards = new ArrayList<>();
        for (int i = 0; i < SHARDS; i++) {
            shards.add(new ArrayList<>());
        }
        int sequence = 0;
        while (histories.stream().anyMatch(history -> !history.isEmpty())) {
            int of = random.nextInt(CASES);
            if (!histories.get(of).isEmpty()) {
                shards.get(of % SHARDS)
                        .add(new Tally.Numbered(
                                "%040d".formatted(++sequence), histories.get(of).removeFirst()));
            }
        }
        return shards;
    }
}
