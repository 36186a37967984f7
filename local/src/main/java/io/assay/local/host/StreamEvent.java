package io.assay.local.host;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;

/** The event that Lambda makes of records of a DynamoDB stream. */
final class StreamEvent {

    /**
     * A record and when it came, on the stack's clock.
     *
     * @param json as it stands in the event
     */
    record Item(String sequenceNumber, Instant at, Map<String, Object> json) {}

    /** A tumbling window; {@code end} is exclusive. */
    record Window(Instant start, Instant end) {}

    private StreamEvent() {}

    static Item item(Record record, String streamArn, String region, Instant at) {
        StreamRecord change = record.dynamodb();
        Map<String, Object> dynamodb = new LinkedHashMap<>();
        dynamodb.put("ApproximateCreationDateTime", at.getEpochSecond());
        dynamodb.put("Keys", attributes(change.keys()));
        if (change.hasNewImage()) {
            dynamodb.put("NewImage", attributes(change.newImage()));
        }
        if (change.hasOldImage()) {
            dynamodb.put("OldImage", attributes(change.oldImage()));
        }
        dynamodb.put("SequenceNumber", change.sequenceNumber());
        dynamodb.put("SizeBytes", change.sizeBytes());
        dynamodb.put("StreamViewType", change.streamViewTypeAsString());
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("eventID", record.eventID());
        json.put("eventName", record.eventNameAsString());
        json.put("eventVersion", "1.1");
        json.put("eventSource", "aws:dynamodb");
        json.put("awsRegion", region);
        json.put("dynamodb", dynamodb);
        if (record.userIdentity() != null) {
            // a removal by time to live names the service as its author
            json.put(
                    "userIdentity",
                    Map.of(
                            "type", record.userIdentity().type(),
                            "principalId", record.userIdentity().principalId()));
        }
        json.put("eventSourceARN", streamArn);
        return new Item(change.sequenceNumber(), at, json);
    }

    static byte[] of(List<Item> items) {
        return Json.bytes(Map.of("Records", records(items)));
    }

    /** @param last whether this closes the window */
    static byte[] of(
            List<Item> items, Window window, @Nullable Object state, String shard, String streamArn, boolean last) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("Records", records(items));
        event.put("window", Map.of("start", text(window.start()), "end", text(window.end())));
        event.put("state", state == null ? Map.of() : state);
        event.put("shardId", shard);
        event.put("eventSourceARN", streamArn);
        event.put("isFinalInvokeForWindow", last);
        event.put("isWindowTerminatedEarly", false);
        return Json.bytes(event);
    }

    private static List<Map<String, Object>> records(List<Item> items) {
        return items.stream().map(Item::json).toList();
    }

    private static String text(Instant at) {
        return DateTimeFormatter.ISO_INSTANT.format(at);
    }

    private static Map<String, Object> attributes(Map<String, AttributeValue> attributes) {
        Map<String, Object> json = new TreeMap<>();
        attributes.forEach((name, value) -> json.put(name, attribute(value)));
        return json;
    }

    /** DynamoDB JSON: one member that names the type. */
    private static Map<String, Object> attribute(AttributeValue value) {
        Object content = switch (value.type()) {
            case S -> value.s();
            case N -> value.n();
            case B -> base64(value.b().asByteArray());
            case SS -> value.ss();
            case NS -> value.ns();
            case BS -> value.bs().stream().map(b -> base64(b.asByteArray())).toList();
            case M -> attributes(value.m());
            case L -> value.l().stream().map(StreamEvent::attribute).toList();
            case BOOL -> value.bool();
            case NUL -> true;
            case UNKNOWN_TO_SDK_VERSION ->
                throw new IllegalStateException("attribute of a type that the SDK does not know: " + value);
        };
        String type =
                value.type() == AttributeValue.Type.NUL ? "NULL" : value.type().name();
        return Map.of(type, content);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
