package io.assay.local.coldstart;

import io.assay.core.CanonicalJson;
import io.assay.core.Fields;
import io.assay.json.Json;
import io.assay.local.host.InvocationResult;
import io.assay.local.host.LocalStack;
import io.assay.local.template.Stack;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.sqs.model.Message;

/** The queues between the stages, worked by hand. */
record StageQueues(LocalStack stack) {

    /** Takes every message out of a queue. @return their bodies */
    List<Map<String, Object>> take(String queue) {
        String url = stack.stack().queues().stream()
                .filter(known -> known.logicalId().equals(queue))
                .map(Stack.Queue::url)
                .findFirst()
                .orElseThrow();
        List<Map<String, Object>> taken = new ArrayList<>();
        while (true) {
            List<Message> messages = stack.sqs()
                    .receiveMessage(r -> r.queueUrl(url).maxNumberOfMessages(10))
                    .messages();
            if (messages.isEmpty()) {
                return taken;
            }
            for (Message message : messages) {
                taken.add(Json.object(message.body()));
                stack.sqs().deleteMessage(r -> r.queueUrl(url).receiptHandle(message.receiptHandle()));
            }
        }
    }

    /** Calls the function on this JVM. @throws IllegalStateException if it fails */
    void call(String function, byte[] event) {
        try {
            if (!(stack.functions().get(function).invoke(event) instanceof InvocationResult.Answered)) {
                throw new IllegalStateException(function + " failed while cases were made ready; its log says why");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while cases were made ready", e);
        }
    }

    /** An event for each message. */
    static List<byte[]> events(List<Map<String, Object>> bodies) {
        return new ArrayList<>(bodies.stream().map(StageQueues::event).toList());
    }

    /** A batch of one message, as Lambda hands it over. */
    static byte[] event(Map<String, Object> body) {
        return CanonicalJson.bytes(Map.of(
                "Records",
                List.of(Map.of(
                        "messageId",
                        UUID.randomUUID().toString(),
                        "receiptHandle",
                        "none",
                        "body",
                        CanonicalJson.text(body),
                        "attributes",
                        Map.of("ApproximateReceiveCount", "1", "SentTimestamp", "1795510800000"),
                        "messageAttributes",
                        Map.of(),
                        "eventSource",
                        "aws:sqs",
                        "awsRegion",
                        "eu-central-1"))));
    }

    /** The message of such a batch. */
    static Fields message(byte[] event) {
        return new Fields(Json.object(
                new Fields(Json.object(event)).list("Records").getFirst().text("body")));
    }
}
