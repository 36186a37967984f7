package io.assay.priming;

import io.assay.core.Fields;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Queues that take everything and keep nothing. */
final class CannedQueues {
    private static final byte STRING = 1;

    private CannedQueues() {}

    static Map<String, Object> answer(String operation, Fields request) {
        return switch (operation) {
            case "SendMessage" -> sent(request);
            case "SendMessageBatch" ->
                Map.of(
                        "Successful",
                        request.list("Entries").stream().map(CannedQueues::sent).toList(),
                        "Failed",
                        List.of());
            default -> throw new IllegalArgumentException("priming knows no answer to AmazonSQS." + operation);
        };
    }

    /** With the digests, for the SDK compares them. */
    private static Map<String, Object> sent(Fields message) {
        Map<String, Object> sent = new LinkedHashMap<>();
        sent.put("MessageId", "00000000-0000-0000-0000-000000000000");
        sent.put("MD5OfMessageBody", md5(message.text("MessageBody").getBytes(StandardCharsets.UTF_8)));
        message.optionalText("Id").ifPresent(id -> sent.put("Id", id));
        message.optionalFields("MessageAttributes")
                .ifPresent(attributes -> sent.put("MD5OfMessageAttributes", md5(attributes)));
        return sent;
    }

    /** As SQS digests them: by name, each part with its length before it. Ours are all texts. */
    private static String md5(Fields attributes) {
        ByteArrayOutputStream digested = new ByteArrayOutputStream();
        for (String name : new TreeMap<>(attributes.map()).keySet()) {
            Fields attribute = attributes.fields(name);
            part(digested, name);
            part(digested, attribute.text("DataType"));
            digested.write(STRING);
            part(digested, attribute.text("StringValue"));
        }
        return md5(digested.toByteArray());
    }

    private static void part(ByteArrayOutputStream digested, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digested.writeBytes(
                ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digested.writeBytes(bytes);
    }

    private static String md5(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }
}
