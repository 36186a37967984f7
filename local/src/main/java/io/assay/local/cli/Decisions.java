package io.assay.local.cli;

import io.assay.core.Fields;
import io.assay.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** Takes what comes out of the decisions queue, as the system that acts on decisions would. */
final class Decisions {
    private static final int MOST = 10;

    private final SqsClient sqs;
    private final String queue;
    private final Set<String> byModel = ConcurrentHashMap.newKeySet();
    private final Set<String> byPeople = ConcurrentHashMap.newKeySet();
    private final Map<String, String> rejected = new ConcurrentSkipListMap<>();

    Decisions(Site site) {
        sqs = site.stack().sqs();
        queue = site.queueUrl("DecisionsQueue");
    }

    /** @return false if there was none */
    boolean take() {
        List<Message> messages = sqs.receiveMessage(r -> r.queueUrl(queue).maxNumberOfMessages(MOST))
                .messages();
        for (Message message : messages) {
            Fields decision = new Fields(Json.object(message.body()));
            switch (decision.text("outcome")) {
                case "automated" -> byModel.add(decision.text("caseId"));
                case "rejected" ->
                    rejected.put(
                            decision.optionalText("reference").orElse(decision.text("decisionId")),
                            Problems.lines(decision.fields("reason")).strip());
                default -> byPeople.add(decision.text("caseId"));
            }
            sqs.deleteMessage(r -> r.queueUrl(queue).receiptHandle(message.receiptHandle()));
        }
        return !messages.isEmpty();
    }

    /** Cases whose first decision was the model's. */
    int byModel() {
        return byModel.size();
    }

    int byPeople() {
        return byPeople.size();
    }

    int all() {
        return byModel() + byPeople();
    }

    /** What the ingest queue brought that can be no case, with the reason, by reference. */
    Map<String, String> rejected() {
        return new TreeMap<>(rejected);
    }
}
