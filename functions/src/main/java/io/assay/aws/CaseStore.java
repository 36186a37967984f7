package io.assay.aws;

import io.assay.core.Actor;
import io.assay.core.CaseFile;
import io.assay.core.CaseId;
import io.assay.core.Entry;
import io.assay.core.Event;
import io.assay.core.EventVersions;
import io.assay.core.Sealer;
import io.assay.json.Json;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
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
