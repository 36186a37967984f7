package io.assay.aws;

import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/** A queue that leaves the pipeline: decisions, quarantine. */
public final class Outbox {
    private final SqsClient sqs;
    private final String url;

    public Outbox(SqsClient sqs, String url) {
        this.sqs = sqs;
        this.url = url;
    }

    /**
     * @param attributes text attributes of the message
     * @return the message id that SQS gave
     */
    public String send(String body, Map<String, String> attributes) {
        return sqs.sendMessage(SendMessageRequest.builder()
                        .queueUrl(url)
                        .messageBody(body)
                        .messageAttributes(attributes.entrySet().stream()
                                .collect(Collectors.toMap(
                                        Map.Entry::getKey,
                                        attribute -> MessageAttributeValue.builder()
                                                .dataType("String")
                                                .stringValue(attribute.getValue())
                                                .build())))
                        .build())
                .messageId();
    }
}
