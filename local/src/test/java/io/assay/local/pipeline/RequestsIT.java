package io.assay.local.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.core.CaseFile;
import io.assay.local.bench.Measuring;
import io.assay.local.bench.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an automated case asks of AWS when there is enough to do: batches are full, because each stage waits until all cases are there. */
class RequestsIT {
    private static final int CASES = 30;
    private static final List<String> STAGES =
            List.of("InferenceFunction", "EvaluationFunction", "ActionFunction", "RollupFunction", "AuditFunction");

    @TempDir
    private Path logs;

    @Test
    void automatedCase_asksForAtMost14() throws IOException, InterruptedException {
        Path log = Files.createFile(logs.resolve("log"));
        try (Pipeline pipeline = Pipeline.start();
                Measuring measuring = new Measuring(pipeline.stack(), log)) {
            // The first case has every function read its workflow, standing and secret.
            pipeline.submit(message(0));
            pipeline.awaitIdle();
            for (String stage : STAGES) {
                pipeline.stack().pause(stage);
            }
            Measuring.Mark before = measuring.mark();
            List<String> cases = new ArrayList<>();
            for (int i = 1; i <= CASES; i++) {
                cases.add(pipeline.submit(message(i)));
            }
            for (String stage : STAGES) {
                pipeline.stack().resume(stage);
                pipeline.awaitIdle();
            }
            Usage used = measuring.between(before, measuring.mark());

            assertThat(cases)
                    .allSatisfy(id -> assertThat(pipeline.caseFile(id).state()).isEqualTo(CaseFile.State.ACTED));
            assertThat(used.requests(key -> true) / (double) CASES)
                    .as(used.requestsByOperation().toString())
                    .isLessThanOrEqualTo(14);
        }
    }

    /** Clear enough to be decided alone. A few are drawn as quality sample, whose task is asked for as well. */
    private static String message(int number) {
        return Pipeline.message("My parcel " + number
                + " has not arrived although tracking says it was delivered. Where is my delivery?");
    }
}
