package io.assay.aws;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/** The queue where what the canary's cases send ends, whatever queue it was for. */
public final class CanaryQueue {
    /** What an {@link Outbox} of decisions writes as {@link #STAGE}. */
    public static final String DECISIONS = "decisions";
    /** The message attribute that names the queue which the message would have gone to. */
    public static final String STAGE = "stage";

    private static final int WAIT_SECONDS = 1;

    private final SqsClient sqs;
    private final String url;

    public CanaryQueue(SqsClient sqs, String url) {
        this.sqs = sqs;
        this.url = url;
    }

    /** @param stage empty: from somebody who did not say */
    public record Received(String id, String body, Optional<String> stage, String receipt) {}

    /** What is there, at most ten; waits a second when there is nothing. Not seen by others for the queue's visibility. */
    public List<Received> take() {
        return sqs
                .receiveMessage(ReceiveMessageRequest.builder()
                        .queueUrl(url)
                        .maxNumberOfMessages(10)
                        .waitTimeSeconds(WAIT_SECONDS)
                        .messageAttributeNames(STAGE)
                        .build())
                .messages()
                .stream()
                .map(CanaryQueue::received)
                .toList();
    }

    public void delete(Received message) {
        sqs.deleteMessage(DeleteMessageRequest.builder()
                .queueUrl(url)
                .receiptHandle(message.receipt())
                .build());
    }

    private static Received received(Message message) {
        return new Received(
                message.messageId(),
                message.body(),
                Optional.ofNullable(message.messageAttributes().get(STAGE)).map(MessageAttributeValue::stringValue),
                message.receiptHandle());
    }

    static SendMessageRequest message(String url, String stage, String body, Duration delay) {
        return SendMessageRequest.builder()
                .queueUrl(url)
                .messageBody(body)
                .messageAttributes(Map.of(
                        STAGE,
                        MessageAttributeValue.builder()
                                .dataType("String")
                                .stringValue(stage)
                                .build()))
                .delaySeconds((int) delay.toSeconds())
                .build();
    }
}
