package io.assay.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;

/**
 * A queue that leaves the pipeline: decisions, quarantine.
 *
 * <p>The cases of a batch run side by side and each waits for its own message to be taken. What comes while a request is
 * under way goes out together in the next one (group commit), so that nobody waits for others to come.
 */
public final class Outbox {
    /** As many as SQS takes in one request. */
    private static final int BATCH = 10;

    private final SqsClient sqs;
    private final String url;
    private final List<Waiting> waiting = new ArrayList<>();
    private boolean sending;

    private record Waiting(SendMessageBatchRequestEntry.Builder message, CompletableFuture<String> messageId) {}

    public Outbox(SqsClient sqs, String url) {
        this.sqs = sqs;
        this.url = url;
    }

    /**
     * Returns when the queue has taken the message.
     *
     * @param attributes text attributes of the message
     * @return the message id that SQS gave
     * @throws RuntimeException if it was not taken, or may not have been
     */
    public String send(String body, Map<String, String> attributes) {
        Waiting mine = new Waiting(
                SendMessageBatchRequestEntry.builder().messageBody(body).messageAttributes(attributes(attributes)),
                new CompletableFuture<>());
        boolean leads;
        synchronized (waiting) {
            waiting.add(mine);
            leads = !sending;
            sending = true;
        }
        if (leads) {
            sendWaiting();
        }
        try {
            return mine.messageId().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException refused ? refused : e;
        }
    }

    /** Sends until nothing waits. */
    private void sendWaiting() {
        for (List<Waiting> next = next(); !next.isEmpty(); next = next()) {
            try {
                send(next);
            } catch (RuntimeException | Error e) {
                next.forEach(one -> one.messageId().completeExceptionally(e));
            }
        }
    }

    private List<Waiting> next() {
        synchronized (waiting) {
            List<Waiting> next = waiting.subList(0, Math.min(BATCH, waiting.size()));
            List<Waiting> taken = List.copyOf(next);
            next.clear();
            sending = !taken.isEmpty();
            return taken;
        }
    }

    private void send(List<Waiting> messages) {
        List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
        for (Waiting one : messages) {
            entries.add(one.message().id(Integer.toString(entries.size())).build());
        }
        SendMessageBatchResponse answer = sqs.sendMessageBatch(
                SendMessageBatchRequest.builder().queueUrl(url).entries(entries).build());
        for (SendMessageBatchResultEntry taken : answer.successful()) {
            messages.get(Integer.parseInt(taken.id())).messageId().complete(taken.messageId());
        }
        for (BatchResultErrorEntry refused : answer.failed()) {
            messages.get(Integer.parseInt(refused.id()))
                    .messageId()
                    .completeExceptionally(new IllegalStateException("SQS did not take a message: " + refused.code()));
        }
        // A message that the answer does not name must not keep its case waiting until the function's timeout.
        messages.stream()
                .map(Waiting::messageId)
                .filter(messageId -> !messageId.isDone())
                .forEach(messageId -> messageId.completeExceptionally(
                        new IllegalStateException("SQS did not say whether it took a message")));
    }

    private static Map<String, MessageAttributeValue> attributes(Map<String, String> attributes) {
        return attributes.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        attribute -> MessageAttributeValue.builder()
                                .dataType("String")
                                .stringValue(attribute.getValue())
                                .build()));
    }
}
