package io.assay.local.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.access.Role;
import io.assay.core.CanonicalJson;
import io.assay.core.CaseEvent;
import io.assay.core.CaseFile;
import io.assay.core.Fields;
import io.assay.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IdempotencyIT {
    private static final String PATH = "/workflows/" + Pipeline.WORKFLOW + "/cases";
    private static final String ONE = Pipeline.message("Please cancel my subscription.");
    private static final String OTHER = Pipeline.message("I forgot my password.");
    private static final String CONFLICT = "urn:assay:problem:idempotency-conflict";

    private Pipeline pipeline;

    @BeforeAll
    void start() {
        pipeline = Pipeline.start();
    }

    @AfterAll
    void stop() {
        pipeline.close();
    }

    @Test
    void sameKeyTenTimesAtOnceHalfWithAnotherBody_isOneCase() throws Exception {
        String token = pipeline.submitter();
        List<Pipeline.Answer> answers =
                atOnce(10, i -> pipeline.call("POST", PATH, token, i % 2 == 0 ? ONE : OTHER, "Idempotency-Key", "k-1"));

        List<Pipeline.Answer> accepted =
                answers.stream().filter(answer -> answer.status() == 202).toList();
        assertThat(accepted).hasSize(5);
        Set<String> ids =
                accepted.stream().map(answer -> answer.json().text("caseId")).collect(Collectors.toSet());
        assertThat(ids).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.status() == 422))
                .hasSize(5)
                .allSatisfy(answer -> assertThat(answer.json().text("type")).isEqualTo(CONFLICT));

        String otherClient = pipeline.token("shop", "other-shop", Role.SUBMITTER, "support-intake");
        Pipeline.Answer own = pipeline.call("POST", PATH, otherClient, OTHER, "Idempotency-Key", "k-1");
        assertThat(own.status()).isEqualTo(202);
        assertThat(own.json().text("caseId")).isNotIn(ids);

        assertDecidedOnce(ids.iterator().next());
    }

    @Test
    void sameKeyInsideBatchesAndAloneAtOnce_isOneCase() throws Exception {
        String token = pipeline.submitter();
        String batch = CanonicalJson.text(Map.of(
                "cases",
                IntStream.range(0, 10)
                        .mapToObj(i -> item(i % 2 == 0 ? ONE : OTHER))
                        .toList()));
        List<Pipeline.Answer> answers = atOnce(
                5,
                i -> i == 0
                        ? pipeline.call("POST", PATH, token, ONE, "Idempotency-Key", "k-2")
                        : pipeline.call("POST", PATH + ":batch", token, batch));

        List<Fields> items = answers.stream()
                .filter(answer -> answer.status() == 200)
                .flatMap(answer -> answer.json().list("cases").stream())
                .toList();
        assertThat(items).hasSize(40);
        List<Fields> accepted =
                items.stream().filter(one -> one.whole("status") == 202).toList();
        assertThat(accepted).hasSize(20);
        Set<String> ids =
                accepted.stream().map(one -> one.fields("case").text("caseId")).collect(Collectors.toSet());
        assertThat(ids).hasSize(1);
        assertThat(items.stream().filter(one -> one.whole("status") == 422))
                .hasSize(20)
                .allSatisfy(
                        one -> assertThat(one.fields("problem").text("type")).isEqualTo(CONFLICT));
        Pipeline.Answer alone = answers.getFirst();
        assertThat(alone.status()).isIn(202, 422); // by which body came first
        if (alone.status() == 202) {
            assertThat(alone.json().text("caseId")).isIn(ids);
        }

        assertDecidedOnce(ids.iterator().next());
    }

    @Test
    void sameKeyThroughTheIngestQueue_isOneCaseOfItsOwn() {
        String http = pipeline.call("POST", PATH, pipeline.submitter(), ONE, "Idempotency-Key", "k-3")
                .json()
                .text("caseId");
        pipeline.awaitIdle();
        Set<String> before = pipeline.caseIds();
        pipeline.stack()
                .sqs()
                .sendMessageBatch(request -> request.queueUrl(pipeline.queueUrl("IngestQueue"))
                        .entries(IntStream.range(0, 10)
                                .mapToObj(i -> SendMessageBatchRequestEntry.builder()
                                        .id("m" + i)
                                        .messageBody(ingest(i % 2 == 0 ? ONE : OTHER))
                                        .build())
                                .toList()));
        pipeline.awaitIdle();

        Set<String> ids = pipeline.caseIds();
        ids.removeAll(before);
        assertThat(ids).hasSize(1).doesNotContain(http);
        String id = ids.iterator().next();
        assertThat(pipeline.caseFile(id).received().source()).isEqualTo("queue");
        assertThat(pipeline.stack().depth("QuarantineQueue").visible()).isEqualTo(5);
        assertDecidedOnce(id);
    }

    private void assertDecidedOnce(String id) {
        pipeline.awaitIdle();
        CaseFile file = pipeline.caseFile(id);
        assertThat(Pipeline.events(file, CaseEvent.Predicted.class)).hasSize(1);
        assertThat(Pipeline.events(file, CaseEvent.Decided.class)).hasSize(1);
        assertThat(file.next()).isEmpty();
    }

    private static Map<String, Object> item(String body) {
        return Fields.write()
                .put("input", Json.object(body).get("input"))
                .put("idempotencyKey", "k-2")
                .done();
    }

    private static String ingest(String body) {
        return CanonicalJson.text(Fields.write()
                .put("workflow", Pipeline.WORKFLOW)
                .put("idempotencyKey", "k-3")
                .put("input", Json.object(body).get("input"))
                .done());
    }

    private interface Call {
        Pipeline.Answer number(int i) throws Exception;
    }

    private static List<Pipeline.Answer> atOnce(int count, Call call) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Pipeline.Answer>> calls = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int number = i;
                calls.add(() -> call.number(number));
            }
            List<Pipeline.Answer> answers = new ArrayList<>();
            for (Future<Pipeline.Answer> running : threads.invokeAll(calls)) {
                answers.add(running.get());
            }
            return answers;
        }
    }
}
