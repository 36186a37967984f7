package io.assay.aws;

import io.assay.core.CanonicalJson;
import io.assay.core.CaseId;
import io.assay.core.CaseMessage;
import io.assay.core.Fields;
import io.assay.core.Stage;
import io.assay.core.Workflow;
import io.assay.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/** The queues between the stages. */
public final class Queues {
    /** As many as SQS takes in one request. */
    private static final int BATCH = 10;

    private final SqsClient sqs;
    private final Map<Stage, String> urls;
    private final Optional<String> canary;

    /** @param urls queue URL of each stage this function may send to */
    public Queues(SqsClient sqs, Map<Stage, String> urls) {
        this(sqs, urls, Optional.empty());
    }

    /** @param canary URL of the queue that takes what a reserved workflow's cases send, whatever the stage */
    public Queues(SqsClient sqs, Map<Stage, String> urls, Optional<String> canary) {
        this.sqs = sqs;
        this.urls = Map.copyOf(urls);
        this.canary = canary;
    }

    /** One message, visible after the delay. */
    public void send(Stage stage, CaseMessage message, Duration delay) {
        if (Workflow.isReserved(message.workflow())) {
            sqs.sendMessage(CanaryQueue.message(
                    canary.orElseThrow(() -> new IllegalStateException("this function knows no queue of the canary")),
                    stage.queueName(),
                    encode(message),
                    delay));
            return;
        }
        sqs.sendMessage(SendMessageRequest.builder()
                .queueUrl(url(stage))
                .messageBody(encode(message))
                .delaySeconds((int) delay.toSeconds())
                .build());
    }

    /**
     * Many messages in as few requests as SQS allows.
     *
     * @return positions in the list of those that SQS did not take
     */
    public Set<Integer> sendAll(Stage stage, List<CaseMessage> messages) {
        Set<Integer> refused = new HashSet<>();
        for (int from = 0; from < messages.size(); from += BATCH) {
            List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
            for (int i = from; i < Math.min(from + BATCH, messages.size()); i++) {
                if (Workflow.isReserved(messages.get(i).workflow())) {
                    send(stage, messages.get(i), Duration.ZERO); // rare: one a deployment
                    continue;
                }
                entries.add(SendMessageBatchRequestEntry.builder()
                        .id(Integer.toString(i))
                        .messageBody(encode(messages.get(i)))
                        .build());
            }
            if (entries.isEmpty()) {
                continue;
            }
            for (BatchResultErrorEntry failed : sqs.sendMessageBatch(SendMessageBatchRequest.builder()
                            .queueUrl(url(stage))
                            .entries(entries)
                            .build())
                    .failed()) {
                refused.add(Integer.parseInt(failed.id()));
            }
        }
        return refused;
    }

    /** @throws IllegalArgumentException or {@code MalformedJson} if the text is no case message */
    static CaseMessage decode(String body) {
        Fields in = new Fields(Json.object(body));
        return new CaseMessage(new CaseId(in.text("caseId")), in.text("workflow"), in.whole("seq"));
    }

    static String encode(CaseMessage message) {
        return CanonicalJson.text(
                Map.of("caseId", message.caseId().value(), "workflow", message.workflow(), "seq", message.seq()));
    }

    private String url(Stage stage) {
        String url = urls.get(stage);
        if (url == null) {
            throw new IllegalStateException("this function does not send to the queue " + stage.queueName());
        }
        return url;
    }
}
