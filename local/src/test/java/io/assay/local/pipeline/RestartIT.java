package io.assay.local.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.core.CaseFile;
import io.assay.local.host.LocalStack;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartIT {

    @Test
    void caseUnderWayWhenTheQueuesAreLost_isMovedOnByTheSweeperAfterTheRestart(@TempDir Path data) throws Exception {
        String id;
        try (Pipeline before = Pipeline.start(LocalStack.Options.inMemory().withData(data))) {
            before.stack().pause("InferenceFunction");
            id = before.submit(Pipeline.samples(1).getFirst());
            before.awaitIdle();
            assertThat(before.caseFile(id).state()).isEqualTo(CaseFile.State.RECEIVED);
        }
        try (LocalStack stack = LocalStack.start(
                Pipeline.template(), LocalStack.Options.inMemory().withData(data))) {
            Pipeline after = Pipeline.of(stack);
            after.awaitIdle();
            stack.advance(Duration.ofMinutes(11));
            after.awaitIdle();

            assertThat(after.caseFile(id).next()).isEmpty();
            assertThat(after.caseFile(id).history().size()).isGreaterThan(2);
        }
    }
}
