package io.assay.local.coldstart;

import io.assay.core.CanonicalJson;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Items of the event log as its stream would bring them. */
final class StreamRecords {
    private StreamRecords() {}

    /** @param shard a new one has no positions that were counted before */
    static byte[] event(List<Map<String, AttributeValue>> items, String shard) {
        List<Map<String, Object>> records = new ArrayList<>();
        for (Map<String, AttributeValue> item : items) {
            records.add(Map.of(
                    "eventID",
                    UUID.randomUUID().toString().replace("-", ""),
                    "eventName",
                    "INSERT",
                    "eventSource",
                    "aws:dynamodb",
                    "dynamodb",
                    Map.of(
                            "SequenceNumber", Integer.toString(records.size() + 1),
                            "NewImage", json(item),
                            "StreamViewType", "NEW_IMAGE")));
        }
        return CanonicalJson.bytes(Map.of("Records", records, "shardId", "shardId-" + shard, "state", Map.of()));
    }

    /** As DynamoDB's wire has it: one member that names the type. */
    static Map<String, Object> json(Map<String, AttributeValue> item) {
        Map<String, Object> json = new TreeMap<>();
        item.forEach((name, value) -> json.put(name, json(value)));
        return json;
    }

    private static Map<String, Object> json(AttributeValue value) {
        Map<String, Object> json = new LinkedHashMap<>();
        switch (value.type()) {
            case S -> json.put("S", value.s());
            case N -> json.put("N", value.n());
            case B -> json.put("B", Base64.getEncoder().encodeToString(value.b().asByteArray()));
            case M -> json.put("M", json(value.m()));
            case BOOL -> json.put("BOOL", value.bool());
            case L -> json.put("L", value.l().stream().map(StreamRecords::json).toList());
            case SS, NS, BS, NUL, UNKNOWN_TO_SDK_VERSION ->
                throw new IllegalStateException("no table of ours holds a " + value.type());
        }
        return json;
    }
}
