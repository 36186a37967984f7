package io.assay.local.host;

import io.assay.local.gateway.Faults;
import io.assay.local.host.Rounds.Found;
import io.assay.local.host.StreamEvent.Item;
import io.assay.local.template.Stack;
import io.assay.local.template.Stack.EventSource.StreamSource;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * A DynamoDB stream as an event source. DynamoDB Local has one shard; real tables have many, and order holds inside one
 * only, so the records are split by hash of their partition key into {@value #SHARDS} shards.
 */
final class StreamPoller implements Trigger {

    static final int SHARDS = 3;

    /** More records than this in memory, and reading waits. */
    private static final int MAX_OUTSTANDING = 5_000;

    /** As often as Lambda reads a shard (its developer guide: four times a second). Without windows nothing waits. */
    private static final Duration BETWEEN_READS = Duration.ofMillis(250);

    private static final String SHARD_NAME = "shardId-00000000000000000000-";

    private final LocalFunction function;
    private final StreamSource source;
    private final Stack.Table table;
    private final String streamArn;
    private final DynamoDbStreamsClient streams;
    private final String region;
    private final Clock clock;
    private final StreamReader reader;
    private final StreamCheckpoint checkpoint;
    private final List<EventPattern> filters;
    private final List<ShardLane> lanes = new ArrayList<>();
    private final Duration pause;
    private final Rounds rounds;

    /**
     * @param streams calls under the function's role
     * @param windows whether a batch waits for its batching window
     */
    StreamPoller(
            LocalFunction function,
            StreamSource source,
            Stack.Table table,
            String streamArn,
            DynamoDbStreamsClient streams,
            FailureDestination onFailure,
            StreamCheckpoint checkpoint,
            String region,
            Clock clock,
            boolean windows,
            Faults faults) {
        this.function = function;
        this.source = source;
        this.table = table;
        this.streamArn = streamArn;
        this.streams = streams;
        this.region = region;
        this.clock = clock;
        this.checkpoint = checkpoint;
        reader = new StreamReader(streams, streamArn, source.startingPosition(), checkpoint.positions());
        pause = windows ? BETWEEN_READS : Duration.ZERO;
        filters = source.filters().stream().map(EventPattern::parse).toList();
        rounds = new Rounds("stream-" + function.logicalId() + "-" + source.id(), this::look);
        Acknowledgement acknowledgement = new Acknowledgement(function, table.name(), faults);
        for (int i = 0; i < SHARDS; i++) {
            String shard = SHARD_NAME + (char) ('a' + i);
            lanes.add(new ShardLane(
                    shard,
                    streamArn,
                    function,
                    source,
                    windows ? source.batchingWindow() : Duration.ZERO,
                    clock,
                    onFailure,
                    acknowledgement,
                    rounds::wake));
        }
    }

    @Override
    public String function() {
        return function.logicalId();
    }

    @Override
    public Rounds rounds() {
        return rounds;
    }

    Stack.Table table() {
        return table;
    }

    @Override
    public void check() {
        asPermitted(reader::check);
    }

    @Override
    public void start() {
        asPermitted(reader::open);
        rounds.start();
        lanes.forEach(lane -> lane.rounds().start());
    }

    private void asPermitted(Runnable reading) {
        try {
            reading.run();
        } catch (SdkException e) {
            throw new IllegalStateException(
                    "template: the role " + function.role() + " of " + function.logicalId()
                            + " may not read the stream of " + table.logicalId() + ", as its event source "
                            + source.id() + " needs: " + e.getMessage(),
                    e);
        }
    }

    @Override
    public void wake() {
        rounds.wake();
        lanes.forEach(lane -> lane.rounds().wake());
    }

    @Override
    public void pause() throws InterruptedException {
        rounds.pause();
        for (ShardLane lane : lanes) {
            lane.rounds().pause();
        }
    }

    @Override
    public void resume() {
        lanes.forEach(lane -> lane.rounds().resume());
        rounds.resume();
    }

    private Found look() throws InterruptedException {
        Thread.sleep(pause);
        int outstanding = outstanding();
        if (outstanding > MAX_OUTSTANDING) {
            return whileOutstanding();
        }
        List<Record> records = reader.read();
        if (records.isEmpty()) {
            if (outstanding() > 0) {
                return whileOutstanding();
            }
            checkpoint.keep(reader.positions());
            return Found.NOTHING;
        }
        for (Record record : records) {
            Item item = StreamEvent.item(record, streamArn, region, clock.instant());
            if (filters.isEmpty() || filters.stream().anyMatch(filter -> filter.matches(item.json()))) {
                lanes.get(shard(record)).offer(item);
            }
        }
        return Found.WORK;
    }

    /** Records that are late wait for the clock, as a delayed message does. */
    private Found whileOutstanding() {
        return lanes.stream().allMatch(lane -> lane.outstanding() == 0 || lane.isLate()) ? Found.NOTHING : Found.BUSY;
    }

    @Override
    public boolean isLate() {
        return lanes.stream().anyMatch(ShardLane::isLate);
    }

    private int outstanding() {
        return lanes.stream().mapToInt(ShardLane::outstanding).sum();
    }

    private int shard(Record record) {
        AttributeValue key = record.dynamodb().keys().get(table.partitionKey());
        CRC32 hash = new CRC32();
        hash.update(String.valueOf(key).getBytes(StandardCharsets.UTF_8));
        return (int) (hash.getValue() % SHARDS);
    }

    @Override
    public void close() {
        rounds.close();
        lanes.forEach(ShardLane::close);
        streams.close();
    }
}
