package io.assay.local.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.core.CaseEvent;
import io.assay.core.CaseFile;
import io.assay.local.gateway.Counts;
import io.assay.local.gateway.Fault;
import io.assay.local.gateway.FaultRule;
import io.assay.local.gateway.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The service did what it was asked, and the function never learns it: it does the same again. */
class LostAnswersIT {
    private static final double RATE = 0.1;
    private static final Map<String, Service> OPERATIONS =
            Map.of("PutItem", Service.DYNAMODB, "SendMessage", Service.SQS, "SendMessageBatch", Service.SQS);

    @Test
    void oneAnswerInTenLostByEveryFunction_decidesEachCaseOnceAndDeadLettersNothing() {
        try (Pipeline pipeline = Pipeline.start()) {
            OPERATIONS.forEach((operation, service) -> pipeline.stack()
                    .gateway()
                    .faults()
                    .add(FaultRule.of(new Fault.LoseAnswer()).at(RATE).on(service, operation)));
            List<String> ids = new ArrayList<>();
            for (String body : Pipeline.samples(60)) {
                ids.add(submitted(pipeline, body, "lost-" + ids.size()));
            }
            pipeline.settle(ids, Duration.ofHours(2), Duration.ofMinutes(3));

            OPERATIONS
                    .keySet()
                    .forEach(operation -> assertThat(lost(pipeline, operation))
                            .as("answers to %s lost", operation)
                            .isPositive());
            assertThat(pipeline.caseIds()).containsExactlyInAnyOrderElementsOf(ids);
            Set<String> sent = pipeline.takeDecisions().stream()
                    .map(decision -> decision.text("decisionId"))
                    .collect(Collectors.toSet());
            Set<String> acted = new HashSet<>();
            for (String id : ids) {
                CaseFile file = pipeline.caseFile(id);
                assertThat(file.next()).as(id).isEmpty();
                assertThat(Pipeline.events(file, CaseEvent.Failed.class)).isEmpty();
                assertThat(Pipeline.events(file, CaseEvent.Predicted.class)).hasSize(1);
                assertThat(Pipeline.events(file, CaseEvent.Decided.class)).hasSize(1);
                List<CaseEvent.Acted> out = Pipeline.events(file, CaseEvent.Acted.class);
                if (file.openTask().isPresent()) {
                    assertThat(file.decision()).isEmpty();
                    assertThat(out).isEmpty();
                } else {
                    assertThat(out)
                            .extracting(CaseEvent.Acted::decisionId)
                            .containsExactly(file.decision().orElseThrow().id());
                }
                out.forEach(event -> acted.add(event.decisionId()));
            }
            assertThat(acted).isNotEmpty();
            assertThat(sent).isEqualTo(acted);
            assertThat(Pipeline.DEAD_LETTERS)
                    .allSatisfy(
                            queue -> assertThat(pipeline.stack().depth(queue).visible())
                                    .as(queue)
                                    .isZero());
        }
    }

    /** As a client does whose request failed: again, with the same key. */
    private static String submitted(Pipeline pipeline, String body, String key) {
        while (true) {
            Pipeline.Answer answer = pipeline.call(
                    "POST",
                    "/workflows/" + Pipeline.WORKFLOW + "/cases",
                    pipeline.submitter(),
                    body,
                    "Idempotency-Key",
                    key);
            if (answer.status() == 202) {
                return answer.json().text("caseId");
            }
            assertThat(answer.status()).isGreaterThanOrEqualTo(500);
        }
    }

    private static long lost(Pipeline pipeline, String operation) {
        return pipeline.stack().gateway().counts().tallies().entrySet().stream()
                .filter(line -> line.getKey().operation().equals(operation))
                .map(Map.Entry::getValue)
                .mapToLong(Counts.Tally::faulted)
                .sum();
    }
}
