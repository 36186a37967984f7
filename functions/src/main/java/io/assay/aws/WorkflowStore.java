package io.assay.aws;

import io.assay.core.CanonicalJson;
import io.assay.core.CaseFile;
import io.assay.core.CertificateInForce;
import io.assay.core.Entry;
import io.assay.core.Fields;
import io.assay.core.Phase;
import io.assay.core.Standing;
import io.assay.core.Workflow;
import io.assay.json.Json;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Workflow versions and what is in force: table {@code Workflows}, partition {@code workflow}, sort {@code item}
 * ({@code version#0000001} … or {@code standing}).
 *
 * <p>The standing is changed only together with the event that says so, in one transaction: a change whose event is not
 * appended did not happen.
 */
public final class WorkflowStore {
    /**
     * How old a standing may be when it is used. Less than the 15 s promised, so that what is decided with it has
     * time to leave.
     */
    public static final Duration MAX_AGE = Duration.ofSeconds(10);

    static final String PARTITION = "workflow";
    static final String ITEM = "item";
    private static final String STANDING = "standing";
    private static final String DOCUMENT = "document";

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final Optional<String> events;
    private final Clock clock;
    private final Map<String, Read> standings = new ConcurrentHashMap<>();
    private final Map<String, Workflow> versions = new ConcurrentHashMap<>();

    private record Read(Standing standing, Instant at) {}

    /** A store that can only be read. */
    public WorkflowStore(DynamoDbClient dynamoDb, String table, Clock clock) {
        this(dynamoDb, table, Optional.empty(), clock);
    }

    /** @param events table of the event log, for changes; readers never touch it */
    public WorkflowStore(DynamoDbClient dynamoDb, String table, String events, Clock clock) {
        this(dynamoDb, table, Optional.of(events), clock);
    }

    private WorkflowStore(DynamoDbClient dynamoDb, String table, Optional<String> events, Clock clock) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.events = events;
        this.clock = clock;
    }

    /** What is in force, at most {@link #MAX_AGE} old. */
    public Standing standing(String workflow) {
        return fresh(workflow).orElseGet(() -> {
            // The messages of a batch run side by side: one reads for all.
            synchronized (standings) {
                return fresh(workflow).orElseGet(() -> currentStanding(workflow));
            }
        });
    }

    private Optional<Standing> fresh(String workflow) {
        return Optional.ofNullable(standings.get(workflow))
                .filter(read -> Duration.between(read.at(), clock.instant()).compareTo(MAX_AGE) < 0)
                .map(Read::standing);
    }

    /** What is in force, read now. */
    public Standing currentStanding(String workflow) {
        if (!Workflow.isName(workflow)) {
            return Standing.NONE; // a caller's text, which need not be a key at all
        }
        Instant asked = clock.instant(); // before the read: what changes meanwhile is younger
        Standing standing =
                item(workflow, STANDING).map(WorkflowStore::standing).orElse(Standing.NONE);
        if (standing.seq() > 0) { // callers may name any number of workflows that there are not
            standings.put(workflow, new Read(standing, asked));
        }
        return standing;
    }

    /** The version that new cases get; empty when the workflow is unknown or none is active. */
    public Optional<Workflow> active(String workflow) {
        return standing(workflow)
                .activeVersion()
                .map(version -> version(workflow, version)
                        .orElseThrow(() -> new IllegalStateException(workflow + " version " + version + " is gone")));
    }

    /** The version that the case is pinned to. */
    public Workflow of(CaseFile file) {
        return version(file.workflow(), file.received().version())
                .orElseThrow(() -> new IllegalStateException("workflow version of case " + file.id() + " is gone"));
    }

    /** One version; they are immutable, so each is read once. */
    public Optional<Workflow> version(String workflow, int version) {
        String key = key(workflow, version);
        return known(key).or(() -> {
            synchronized (versions) {
                return known(key).or(() -> {
                    Optional<Workflow> read =
                            document(workflow, version).map(document -> Workflow.of(document, version));
                    read.ifPresent(found -> versions.put(key, found));
                    return read;
                });
            }
        });
    }

    private Optional<Workflow> known(String key) {
        return Optional.ofNullable(versions.get(key));
    }

    /** Every workflow that was ever activated, stopped or resumed. Reads the whole table: for daily jobs. */
    public List<String> names() {
        return dynamoDb
                .scanPaginator(ScanRequest.builder()
                        .tableName(table)
                        .filterExpression("#item = :standing")
                        .expressionAttributeNames(Map.of("#item", ITEM)) // a reserved word
                        .expressionAttributeValues(Map.of(":standing", AttributeValue.fromS(STANDING)))
                        .projectionExpression(PARTITION)
                        .build())
                .items()
                .stream()
                .map(item -> new Item(item).text(PARTITION))
                .sorted()
                .toList();
    }

    /** The document of a version as it was put. */
    public Optional<Map<String, Object>> document(String workflow, int version) {
        return item(workflow, versionItem(version)).map(item -> Json.object(item.text(DOCUMENT)));
    }

    /**
     * Appends an event of the workflow's history with the standing it brings and, for a new version, its document.
     *
     * @return false if another event came first: read again
     */
    public boolean append(Entry entry, String workflow, Standing after, Optional<NewVersion> version) {
        List<TransactWriteItem> writes = new ArrayList<>();
        writes.add(put(Put.builder()
                .tableName(events.orElseThrow(() -> new IllegalStateException("this store can only be read")))
                .item(CaseStore.item(entry))
                .conditionExpression(CaseStore.FREE)
                .build()));
        writes.add(put(Put.builder()
                .tableName(table)
                .item(standingItem(workflow, after))
                .build()));
        version.ifPresent(added -> writes.add(put(Put.builder()
                .tableName(table)
                .item(Item.write()
                        .text(PARTITION, workflow)
                        .text(ITEM, versionItem(added.version()))
                        .text(DOCUMENT, CanonicalJson.text(added.document()))
                        .done())
                .conditionExpression("attribute_not_exists(" + PARTITION + ")")
                .build())));
        try {
            dynamoDb.transactWriteItems(
                    TransactWriteItemsRequest.builder().transactItems(writes).build());
        } catch (TransactionCanceledException cancelled) {
            if (cancelled.cancellationReasons().stream()
                    .anyMatch(reason -> "ConditionalCheckFailed".equals(reason.code())
                            || "TransactionConflict".equals(reason.code()))) {
                return false;
            }
            throw cancelled;
        }
        standings.remove(workflow);
        return true;
    }

    /** A version's document, put together with its event. */
    public record NewVersion(int version, Map<String, Object> document) {}

    private static TransactWriteItem put(Put put) {
        return TransactWriteItem.builder().put(put).build();
    }

    private Optional<Item> item(String workflow, String item) {
        Map<String, AttributeValue> found = dynamoDb.getItem(GetItemRequest.builder()
                        .tableName(table)
                        .consistentRead(true)
                        .key(Map.of(
                                PARTITION, AttributeValue.fromS(workflow),
                                ITEM, AttributeValue.fromS(item)))
                        .build())
                .item();
        return found.isEmpty() ? Optional.empty() : Optional.of(new Item(found));
    }

    private static Map<String, AttributeValue> standingItem(String workflow, Standing standing) {
        return Item.write()
                .text(PARTITION, workflow)
                .text(ITEM, STANDING)
                .text(
                        STANDING,
                        CanonicalJson.text(Fields.write()
                                .put("seq", standing.seq())
                                .put("activeVersion", standing.activeVersion())
                                .put("phase", standing.phase().word())
                                .put("threshold", standing.threshold().map(Fields::threshold))
                                .put("certificate", standing.certificate().map(CertificateInForce::clear))
                                .put("stopped", standing.stopped())
                                .put("alarm", standing.alarm())
                                .put("degenerate", standing.degenerate())
                                .done()))
                .done();
    }

    private static Standing standing(Item item) {
        Fields in = new Fields(Json.object(item.text(STANDING)));
        return new Standing(
                in.whole("seq"),
                in.optionalWhole("activeVersion").map(Long::intValue),
                Phase.of(in.text("phase")),
                in.threshold(),
                in.optionalFields("certificate").map(CertificateInForce::of),
                in.optionalText("stopped"),
                in.optionalText("alarm"),
                in.optionalText("degenerate"));
    }

    private static String versionItem(int version) {
        return "version#%07d".formatted(version);
    }

    private static String key(String workflow, int version) {
        return workflow + "#" + version;
    }
}
