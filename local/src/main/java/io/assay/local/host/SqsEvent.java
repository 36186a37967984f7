package io.assay.local.host;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.sqs.model.Message;

/** The event that Lambda makes of received messages. */
final class SqsEvent {

    private SqsEvent() {}

    static byte[] of(List<Message> messages, String queueArn, String region) {
        return Json.bytes(Map.of(
                "Records",
                messages.stream()
                        .map(message -> record(message, queueArn, region))
                        .toList()));
    }

    private static Map<String, Object> record(Message message, String queueArn, String region) {
        Map<String, Object> attributes = new TreeMap<>();
        message.attributesAsStrings().forEach(attributes::put);
        Map<String, Object> messageAttributes = new TreeMap<>();
        message.messageAttributes().forEach((name, value) -> {
            Map<String, Object> entry = new LinkedHashMap<>();
            if (value.stringValue() != null) {
                entry.put("stringValue", value.stringValue());
            }
            if (value.binaryValue() != null) {
                entry.put(
                        "binaryValue",
                        Base64.getEncoder().encodeToString(value.binaryValue().asByteArray()));
            }
            entry.put("stringListValues", List.of());
            entry.put("binaryListValues", List.of());
            entry.put("dataType", value.dataType());
            messageAttributes.put(name, entry);
        });
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("messageId", message.messageId());
        event.put("receiptHandle", message.receiptHandle());
        event.put("body", message.body());
        event.put("attributes", attributes);
        event.put("messageAttributes", messageAttributes);
        event.put("md5OfBody", message.md5OfBody());
        event.put("eventSource", "aws:sqs");
        event.put("eventSourceARN", queueArn);
        event.put("awsRegion", region);
        return event;
    }
}
