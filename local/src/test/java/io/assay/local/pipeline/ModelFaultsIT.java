package io.assay.local.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.core.CaseEvent;
import io.assay.core.CaseFile;
import io.assay.core.Reason;
import io.assay.local.host.LocalStack;
import io.assay.local.services.bedrock.BedrockEndpoint;
import io.assay.local.services.bedrock.Behaviour;
import io.assay.local.template.Stack;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelFaultsIT {
    @Test
    void throttlingStallingAndAnswersOffTheSchema_loseNothingAndSendTheOddOnesToPeople() {
        Behaviour rough = Behaviour.good()
                .withSeed(11)
                .throttling(0.30)
                .stalling(0.05, Duration.ofSeconds(15))
                .offSchema(0.05);
        Stack impatient = Pipeline.template("ModelTimeoutSeconds", "5");
        try (Pipeline pipeline = Pipeline.start(impatient, LocalStack.Options.inMemory())) {
            pipeline.submit(Pipeline.samples(1).getFirst()); // the first answer takes longest, and is to be no fault
            pipeline.awaitIdle();
            pipeline.stack().bedrock().behave(rough);
            List<String> ids =
                    Pipeline.samples(90).stream().map(pipeline::submit).toList();
            pipeline.settle(ids, Duration.ofHours(1), Duration.ofMinutes(3));

            List<CaseFile> files = ids.stream().map(pipeline::caseFile).toList();
            assertThat(files).allSatisfy(file -> assertThat(file.next()).isEmpty());
            assertThat(files)
                    .allSatisfy(file -> assertThat(Pipeline.events(file, CaseEvent.Failed.class))
                            .isEmpty());
            List<CaseFile> odd = files.stream()
                    .filter(file -> file.prediction().orElseThrow().problem().isPresent())
                    .toList();
            assertThat(odd).isNotEmpty().allSatisfy(file -> {
                assertThat(file.state()).isEqualTo(CaseFile.State.WAITING);
                assertThat(file.openTask().orElseThrow().reasons())
                        .extracting(Reason::code)
                        .contains("invalid-answer");
            });
            BedrockEndpoint.Fates fates = pipeline.stack().bedrock().fates();
            assertThat(fates.throttled()).isPositive();
            assertThat(fates.stalled()).isPositive();
            assertThat(fates.failed()).isZero();
            assertThat(fates.offSchema()).isEqualTo(odd.size());
            assertNothingDeadLettered(pipeline);
        }
    }

    @Test
    void outageOfThirtyMinutes_losesAndDeadLettersNothing() {
        try (Pipeline pipeline = Pipeline.start()) {
            Duration outage = Duration.ofMinutes(30);
            pipeline.stack()
                    .bedrock()
                    .behave(Behaviour.good()
                            .unavailableUntil(pipeline.stack().clock().instant().plus(outage)));
            List<String> ids =
                    Pipeline.samples(40).stream().map(pipeline::submit).toList();
            pipeline.awaitIdle();
            assertThat(ids)
                    .allSatisfy(id -> assertThat(pipeline.caseFile(id).state()).isEqualTo(CaseFile.State.RECEIVED));

            BedrockEndpoint.Fates during = pipeline.stack().bedrock().fates();
            assertThat(during.failed()).isPositive();
            assertThat(during.answered()).isZero();

            pipeline.settle(ids, outage.plusMinutes(20), Duration.ofMinutes(3));

            assertThat(ids).allSatisfy(id -> {
                CaseFile file = pipeline.caseFile(id);
                assertThat(file.next()).isEmpty();
                assertThat(Pipeline.events(file, CaseEvent.Failed.class)).isEmpty();
                assertThat(Pipeline.events(file, CaseEvent.Predicted.class)).hasSize(1);
            });
            assertNothingDeadLettered(pipeline);
        }
    }

    private static void assertNothingDeadLettered(Pipeline pipeline) {
        assertThat(Pipeline.DEAD_LETTERS)
                .allSatisfy(queue -> assertThat(pipeline.stack().depth(queue).visible())
                        .as(queue)
                        .isZero());
    }
}
