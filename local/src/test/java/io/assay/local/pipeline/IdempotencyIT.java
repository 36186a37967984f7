package io.assay.local.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.access.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class IdempotencyIT {
    private static final String PATH = "/workflows/" + Pipeline.WORKFLOW + "/cases";
    private static final String ONE = Pipeline.message("Please cancel my subscription.");
    private static final String OTHER = Pipeline.message("I forgot my password.");

    @Test
    void sameKeyTenTimesAtOnceHalfWithAnotherBody_isOneCase() throws Exception {
        try (Pipeline pipeline = Pipeline.start();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            String token = pipeline.submitter();
            List<Future<Pipeline.Answer>> running = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                String body = i % 2 == 0 ? ONE : OTHER;
                running.add(threads.submit(() -> pipeline.call("POST", PATH, token, body, "Idempotency-Key", "k-1")));
            }
            List<Pipeline.Answer> answers = new ArrayList<>();
            for (Future<Pipeline.Answer> future : running) {
                answers.add(future.get());
            }

            List<Pipeline.Answer> accepted =
                    answers.stream().filter(answer -> answer.status() == 202).toList();
            assertThat(accepted).hasSize(5);
            Set<String> ids = accepted.stream()
                    .map(answer -> answer.json().text("caseId"))
                    .collect(Collectors.toSet());
            assertThat(ids).hasSize(1);
            assertThat(answers.stream().filter(answer -> answer.status() == 422))
                    .hasSize(5)
                    .allSatisfy(answer ->
                            assertThat(answer.json().text("type")).isEqualTo("urn:assay:problem:idempotency-conflict"));

            String otherClient = pipeline.token("shop", "other-shop", Role.SUBMITTER, "support-intake");
            Pipeline.Answer own = pipeline.call("POST", PATH, otherClient, OTHER, "Idempotency-Key", "k-1");
            assertThat(own.status()).isEqualTo(202);
            assertThat(own.json().text("caseId")).isNotIn(ids);

            pipeline.awaitIdle();
            assertThat(pipeline.caseFile(ids.iterator().next()).history())
                    .filteredOn(entry -> entry.event().type().equals("Predicted"))
                    .hasSize(1);
        }
    }
}
