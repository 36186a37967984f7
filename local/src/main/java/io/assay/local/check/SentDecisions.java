package io.assay.local.check;

import io.assay.core.Fields;
import io.assay.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;

/** What has come out of the decisions queue so far, by case. */
final class SentDecisions {
    private static final int MOST = 10;

    private final SqsClient sqs;
    private final String queueUrl;
    private final Map<String, List<Fields>> byCase = new HashMap<>();

    SentDecisions(SqsClient sqs, String queueUrl) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
    }

    /** Empties the queue. */
    void take() {
        while (true) {
            List<Message> messages = sqs.receiveMessage(
                            request -> request.queueUrl(queueUrl).maxNumberOfMessages(MOST))
                    .messages();
            if (messages.isEmpty()) {
                return;
            }
            List<DeleteMessageBatchRequestEntry> taken = new ArrayList<>();
            for (Message message : messages) {
                Fields decision = new Fields(Json.object(message.body()));
                decision.optionalText("caseId")
                        .ifPresent(id -> byCase.computeIfAbsent(id, one -> new ArrayList<>())
                                .add(decision));
                taken.add(DeleteMessageBatchRequestEntry.builder()
                        .id(Integer.toString(taken.size()))
                        .receiptHandle(message.receiptHandle())
                        .build());
            }
            sqs.deleteMessageBatch(request -> request.queueUrl(queueUrl).entries(taken));
        }
    }

    List<Fields> of(String caseId) {
        return byCase.getOrDefault(caseId, List.of());
    }

    Set<String> cases() {
        return byCase.keySet();
    }
}
