package io.assay.local.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.core.CaseEvent;
import io.assay.core.CaseFile;
import io.assay.core.Reason;
import io.assay.local.gateway.Fault;
import io.assay.local.gateway.FaultRule;
import io.assay.local.gateway.Faults;
import io.assay.local.gateway.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LastReceiveIT {
    /** Longer than the visibility timeout of every queue. */
    private static final Duration VISIBLE_AGAIN = Duration.ofSeconds(361);

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
    void caseThatCannotBeProcessed_reachesAPersonAfterItsLastReceiveWithoutHoldingUpItsBatch() throws Exception {
        // Inference's role may call the template's model only, so this workflow's is refused every time.
        activate(Pipeline.text("events/workflows/support-triage.json")
                .replace("\"support-triage\"", "\"misrouted\"")
                .replace("amazon.nova-micro-v1:0", "amazon.nova-forbidden-v1:0"));
        pipeline.stack().pause("InferenceFunction");
        String stuck = pipeline.call(
                        "POST",
                        "/workflows/misrouted/cases",
                        pipeline.submitter(),
                        Pipeline.message("Where is my parcel?"))
                .json()
                .text("caseId");
        List<String> mates = new ArrayList<>();
        for (String body : Pipeline.samples(9)) {
            mates.add(pipeline.submit(body));
        }
        pipeline.stack().resume("InferenceFunction");
        pipeline.awaitIdle();

        assertThat(mates)
                .allSatisfy(id -> assertThat(pipeline.caseFile(id).next())
                        .as("case %s moved on", id)
                        .isEmpty());
        assertThat(pipeline.caseFile(stuck).state()).isEqualTo(CaseFile.State.RECEIVED);
        pipeline.settle(List.of(stuck), VISIBLE_AGAIN.multipliedBy(6), VISIBLE_AGAIN);

        CaseFile file = pipeline.caseFile(stuck);
        assertThat(file.state()).isEqualTo(CaseFile.State.WAITING);
        assertThat(Pipeline.events(file, CaseEvent.Failed.class))
                .singleElement()
                .satisfies(failed -> assertThat(failed.stage()).isEqualTo("inference"));
        assertThat(file.openTask().orElseThrow().reasons())
                .extracting(Reason::code)
                .contains("failed");
        assertThat(pipeline.stack().depth("InferenceDeadLetters").visible()).isZero();
    }

    @Test
    void messageThatCannotBeDecoded_reachesTheDeadLetterQueue() {
        pipeline.stack()
                .sqs()
                .sendMessage(request ->
                        request.queueUrl(pipeline.queueUrl("EvaluationQueue")).messageBody("no case"));
        for (int receives = 0; receives < 6; receives++) {
            pipeline.awaitIdle();
            pipeline.stack().advance(VISIBLE_AGAIN);
        }
        pipeline.awaitIdle();

        assertThat(pipeline.stack().depth("EvaluationDeadLetters").visible()).isEqualTo(1);
    }

    @Test
    void redrivenDeadLetter_movesItsCaseOn() throws Exception {
        pipeline.stack().pause("SweeperFunction"); // it would send the case's message anew meanwhile
        Faults faults = pipeline.stack().gateway().faults();
        FaultRule noAppend = FaultRule.of(new Fault.Fail()).by("InferenceRole").on(Service.DYNAMODB, "PutItem");
        FaultRule noRead =
                FaultRule.of(new Fault.Throttle()).by("InferenceRole").on(Service.DYNAMODB, "BatchGetItem");
        // Asked and answered, but never appended, not even that it failed; later not even read.
        faults.add(noAppend);
        String id = pipeline.submit(Pipeline.samples(1).getFirst());
        for (int receives = 0; receives < 6; receives++) {
            pipeline.awaitIdle();
            pipeline.stack().advance(VISIBLE_AGAIN);
            if (receives == 2) {
                faults.add(noRead);
            }
        }
        pipeline.awaitIdle();
        assertThat(pipeline.stack().depth("InferenceDeadLetters").visible()).isEqualTo(1);
        assertThat(pipeline.caseFile(id).state()).isEqualTo(CaseFile.State.RECEIVED);

        faults.clear();
        assertThat(pipeline.stack().redrive("InferenceDeadLetters")).isEqualTo(1);
        pipeline.awaitIdle();
        pipeline.stack().resume("SweeperFunction");

        CaseFile file = pipeline.caseFile(id);
        assertThat(file.next()).isEmpty();
        assertThat(Pipeline.events(file, CaseEvent.Predicted.class)).hasSize(1);
        assertThat(Pipeline.events(file, CaseEvent.Failed.class)).isEmpty();
    }

    private void activate(String workflow) {
        assertThat(pipeline.call("PUT", "/workflows/misrouted", pipeline.operator(), workflow)
                        .status())
                .isEqualTo(201);
        assertThat(pipeline.call("POST", "/workflows/misrouted/activate", pipeline.operator(), "{\"version\":1}")
                        .status())
                .isEqualTo(200);
    }
}
