package io.assay.local.host;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Reads the shards of one stream, a shard only after its parent is read to its end. For one thread. */
final class StreamReader {

    private final DynamoDbStreamsClient streams;
    private final String streamArn;
    private final Map<String, String> iterators = new LinkedHashMap<>();
    private final Map<String, String> lastRead = new HashMap<>();
    private final Set<String> finished = new HashSet<>();
    private ShardIteratorType position;
    private boolean stale = true;

    /**
     * @param startingPosition {@code LATEST} or {@code TRIM_HORIZON}, for the shards there are at the first start
     * @param positions        last sequence number by shard, from an earlier run; empty at the first start
     */
    StreamReader(
            DynamoDbStreamsClient streams, String streamArn, String startingPosition, Map<String, String> positions) {
        this.streams = streams;
        this.streamArn = streamArn;
        lastRead.putAll(positions);
        position = positions.isEmpty() ? ShardIteratorType.fromValue(startingPosition) : ShardIteratorType.TRIM_HORIZON;
    }

    /** Last sequence number read, by shard. */
    Map<String, String> positions() {
        return lastRead;
    }

    /** Asks for all that {@link #open} asks for and keeps nothing of it; from any thread. */
    void check() {
        list();
        Shard any = streams.describeStream(r -> r.streamArn(streamArn))
                .streamDescription()
                .shards()
                .getFirst();
        streams.getShardIterator(
                r -> r.streamArn(streamArn).shardId(any.shardId()).shardIteratorType(ShardIteratorType.TRIM_HORIZON));
    }

    /** Takes its position in the shards there are. */
    void open() {
        list();
        findShards();
    }

    /** As Lambda does when it checks an event source: a role that may not is seen here. */
    private void list() {
        streams.listStreams(r -> r.tableName(table()).limit(1));
    }

    /** The name between the last two of the ARN's {@code :table/Cases/stream/label}. */
    private String table() {
        return streamArn.split("/", -1)[1];
    }

    /** What came since the last call, in order within a shard. */
    List<Record> read() {
        if (stale) {
            findShards();
        }
        List<Record> records = new ArrayList<>();
        for (String shard : List.copyOf(iterators.keySet())) {
            try {
                GetRecordsResponse response = streams.getRecords(r -> r.shardIterator(iterators.get(shard)));
                records.addAll(response.records());
                if (!response.records().isEmpty()) {
                    lastRead.put(shard, response.records().getLast().dynamodb().sequenceNumber());
                }
                if (response.nextShardIterator() == null) {
                    iterators.remove(shard);
                    finished.add(shard);
                    stale = true;
                } else {
                    iterators.put(shard, response.nextShardIterator());
                }
            } catch (ExpiredIteratorException e) {
                iterators.put(shard, iterator(shard));
            } catch (TrimmedDataAccessException e) {
                // what was kept is older than the stream: go on from its oldest record
                lastRead.remove(shard);
                iterators.put(shard, iterator(shard));
            }
        }
        return records;
    }

    private void findShards() {
        List<Shard> shards = streams.describeStream(r -> r.streamArn(streamArn))
                .streamDescription()
                .shards();
        Set<String> known = new HashSet<>();
        shards.forEach(shard -> known.add(shard.shardId()));
        for (Shard shard : shards) {
            String id = shard.shardId();
            String parent = shard.parentShardId();
            boolean parentIsRead = parent == null || !known.contains(parent) || finished.contains(parent);
            if (!iterators.containsKey(id) && !finished.contains(id) && parentIsRead) {
                iterators.put(id, iterator(id));
            }
        }
        // a shard that appears later holds what follows its parent: nothing of it may be skipped
        position = ShardIteratorType.TRIM_HORIZON;
        stale = iterators.isEmpty();
    }

    private String iterator(String shard) {
        String after = lastRead.get(shard);
        return streams.getShardIterator(r -> {
                    r.streamArn(streamArn).shardId(shard);
                    if (after == null) {
                        r.shardIteratorType(position);
                    } else {
                        r.shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                                .sequenceNumber(after);
                    }
                })
                .shardIterator();
    }
}
