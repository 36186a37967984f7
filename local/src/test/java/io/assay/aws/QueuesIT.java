package io.assay.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.core.CaseId;
import io.assay.core.CaseMessage;
import io.assay.core.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.sqs.model.Message;

@ExtendWith(Aws.Extension.class)
class QueuesIT {
    private final Aws aws;

    QueuesIT(Aws aws) {
        this.aws = aws;
    }

    @Test
    void messagesOfMoreThanOneBatch_allArriveAsTheyWere() {
        List<CaseMessage> messages = IntStream.rangeClosed(1, 23)
                .mapToObj(seq -> message("support-triage", seq))
                .toList();
        String url = aws.queueUrl("EvaluationQueue");

        assertThat(new Queues(aws.sqs(), Map.of(Stage.EVALUATION, url)).sendAll(Stage.EVALUATION, messages))
                .isEmpty();

        assertThat(drained(url)).containsExactlyInAnyOrderElementsOf(messages);
    }

    @Test
    void messageOfTheCanary_goesToItsOwnQueueWhateverTheStage() {
        String url = aws.queueUrl("ActionQueue");
        String canary = aws.queueUrl("CanaryQueue");
        CaseMessage message = message("_canary", 1);

        new Queues(aws.sqs(), Map.of(Stage.ACTION, url), Optional.of(canary))
                .send(Stage.ACTION, message, Duration.ZERO);

        assertThat(drained(url)).isEmpty();
        assertThat(drained(canary)).containsExactly(message);
    }

    private static CaseMessage message(String workflow, int seq) {
        return new CaseMessage(CaseId.ofUuid(UUID.randomUUID()), workflow, seq);
    }

    private List<CaseMessage> drained(String url) {
        List<CaseMessage> all = new ArrayList<>();
        while (true) {
            List<Message> some = aws.sqs()
                    .receiveMessage(request -> request.queueUrl(url).maxNumberOfMessages(10))
                    .messages();
            if (some.isEmpty()) {
                return all;
            }
            some.forEach(message -> all.add(Queues.decode(message.body())));
        }
    }
}
