package io.assay.aws;

import io.assay.core.Actor;
import io.assay.core.CaseFile;
import io.assay.core.CaseId;
import io.assay.core.CaseMessage;
import io.assay.core.Entry;
import io.assay.core.Event;
import io.assay.core.EventVersions;
import io.assay.core.Sealer;
import io.assay.json.Json;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * The event log: table {@code Cases}, partition {@code caseId}, sort {@code seq}.
 *
 * <p>One conditional put is the optimistic lock, the idempotency record and, through the table's stream, the outbox.
 */
public final class CaseStore {
    static final String PARTITION = "caseId";
    static final String SEQ = "seq";
    static final String LINE = "line";
    static final String SEALED = "sealed";
    /** As many items as DynamoDB gives in one request. */
    private static final int BATCH = 100;
    /** How far a history is asked for at once; every item of it, there or not, is billed as a read. */
    private static final int STRETCH = 8;
    /** Fails the put when the seq is taken. */
    static final String FREE = "attribute_not_exists(" + PARTITION + ")";

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final Sealer sealer;
    private final Clock clock;
    private final EventVersions versions;

    public CaseStore(DynamoDbClient dynamoDb, String table, Sealer sealer, Clock clock) {
        this(dynamoDb, table, sealer, clock, EventVersions.CURRENT);
    }

    /** @param versions that this release reads and writes */
    public CaseStore(DynamoDbClient dynamoDb, String table, Sealer sealer, Clock clock, EventVersions versions) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.sealer = sealer;
        this.clock = clock;
        this.versions = versions;
    }

    /** The case, read consistently; empty when there is none. */
    public Optional<CaseFile> file(CaseId id) {
        List<Entry> history = history(id.value());
        return history.isEmpty() ? Optional.empty() : Optional.of(CaseFile.of(history));
    }

    /** A whole history in order, read consistently. */
    public List<Entry> history(String stream) {
        List<Entry> entries = new ArrayList<>();
        QueryRequest.Builder query = whole(stream);
        QueryResponse page;
        // Not by the SDK's paginator, which copies each request to say so in its user agent: every step reads a
        // history.
        do {
            page = dynamoDb.query(query.build());
            page.items().forEach(item -> entries.add(entry(stream, new Item(item))));
            query.exclusiveStartKey(page.lastEvaluatedKey());
        } while (page.hasLastEvaluatedKey());
        return entries;
    }

    /**
     * The histories of the cases that messages speak of, read consistently and together: one request for a whole batch,
     * where a query is one request a case.
     *
     * <p>A history has no gaps, so each is asked for to one event past the message's, and further only where that one is
     * there.
     */
    public Histories histories(Collection<CaseMessage> messages) {
        Map<String, Integer> ends = new HashMap<>();
        messages.forEach(
                message -> ends.merge(message.caseId().value(), Math.clamp(message.seq() + 1L, 1, STRETCH), Math::max));
        Map<Key, Item> found = new HashMap<>();
        Queue<Key> wanted = new ArrayDeque<>();
        ends.forEach((stream, end) -> ask(wanted, stream, 1, end));
        while (!wanted.isEmpty()) {
            read(wanted, found);
            if (wanted.isEmpty()) {
                ends.replaceAll((stream, end) -> {
                    if (!found.containsKey(new Key(stream, end))) {
                        return end;
                    }
                    ask(wanted, stream, end + 1, end + STRETCH);
                    return end + STRETCH;
                });
            }
        }
        return new Histories(found);
    }

    private static void ask(Queue<Key> wanted, String stream, int from, int to) {
        for (int seq = from; seq <= to; seq++) {
            wanted.add(new Key(stream, seq));
        }
    }

    /** One request. What DynamoDB leaves for later goes back; it always gives something, or throttles the whole. */
    private void read(Queue<Key> wanted, Map<Key, Item> found) {
        List<Map<String, AttributeValue>> keys = new ArrayList<>();
        while (keys.size() < BATCH && !wanted.isEmpty()) {
            keys.add(wanted.remove().attributes());
        }
        BatchGetItemResponse answer = dynamoDb.batchGetItem(BatchGetItemRequest.builder()
                .requestItems(Map.of(
                        table,
                        KeysAndAttributes.builder()
                                .consistentRead(true)
                                .keys(keys)
                                .build()))
                .build());
        answer.responses().getOrDefault(table, List.of()).forEach(item -> found.put(Key.of(item), new Item(item)));
        if (answer.unprocessedKeys().containsKey(table)) {
            answer.unprocessedKeys().get(table).keys().forEach(key -> wanted.add(Key.of(key)));
        }
    }

    private record Key(String stream, int seq) {
        static Key of(Map<String, AttributeValue> attributes) {
            Item item = new Item(attributes);
            return new Key(item.text(PARTITION), (int) item.whole(SEQ));
        }

        Map<String, AttributeValue> attributes() {
            return Item.write().text(PARTITION, stream).whole(SEQ, seq).done();
        }
    }

    /** Histories as they are stored; each is understood when it is asked for, so that none fails for another. */
    public final class Histories {
        private final Map<Key, Item> items;

        private Histories(Map<Key, Item> items) {
            this.items = items;
        }

        /**
         * The case as it was; empty when there was none. Events are read side by side: one that came meanwhile may be
         * there without the one before it, so the first that is missing is the end.
         */
        public Optional<CaseFile> file(CaseId id) {
            List<Entry> history = new ArrayList<>();
            int seq = 1;
            for (Item next = items.get(new Key(id.value(), seq));
                    next != null;
                    next = items.get(new Key(id.value(), ++seq))) {
                history.add(entry(id.value(), next));
            }
            return history.isEmpty() ? Optional.empty() : Optional.of(CaseFile.of(history));
        }
    }

    private QueryRequest.Builder whole(String stream) {
        return QueryRequest.builder()
                .tableName(table)
                .consistentRead(true)
                .keyConditionExpression(PARTITION + " = :stream")
                .expressionAttributeValues(Map.of(":stream", AttributeValue.fromS(stream)));
    }

    /** The lines of a whole history in order as they are stored, read consistently and not understood. */
    public List<String> lines(String stream) {
        return dynamoDb.queryPaginator(whole(stream).projectionExpression(LINE).build()).items().stream()
                .map(item -> new Item(item).text(LINE))
                .toList();
    }

    /** The entry that would follow {@code previous}, stamped with this function's clock; not yet appended. */
    public Entry next(String stream, Optional<Entry> previous, Actor actor, Optional<String> workflow, Event event) {
        return Entry.next(stream, previous, clock.instant(), actor, workflow, event, sealer, versions);
    }

    /**
     * Appends in one conditional put.
     *
     * @return false if another entry has that seq: read again
     */
    public boolean append(Entry entry) {
        try {
            dynamoDb.putItem(PutItemRequest.builder()
                    .tableName(table)
                    .item(item(entry))
                    .conditionExpression(FREE)
                    .build());
            return true;
        } catch (ConditionalCheckFailedException taken) {
            return false;
        }
    }

    static Map<String, AttributeValue> item(Entry entry) {
        Item.Writer item = Item.write()
                .text(PARTITION, entry.stream())
                .whole(SEQ, entry.seq())
                .text(LINE, entry.line());
        byte[] sealed = entry.sealed();
        return (sealed == null ? item : item.bytes(SEALED, sealed)).done();
    }

    private Entry entry(String stream, Item item) {
        String line = item.text(LINE);
        Map<String, Object> clear = Json.object(line);
        int seq = (int) item.whole(SEQ);
        return item.optionalBytes(SEALED)
                .map(bytes -> Entry.stored(line, clear, bytes, Json.object(sealer.open(stream, seq, bytes)), versions))
                .orElseGet(() -> Entry.stored(line, clear, null, Map.of(), versions));
    }
}
