package io.assay.local.coldstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.Wiring;
import io.assay.core.CaseFile;
import io.assay.local.gateway.Counts;
import io.assay.local.host.LocalStack;
import io.assay.local.pipeline.Pipeline;
import io.assay.local.template.Stack;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every function of the template walks its whole path on samples, and nobody notices. */
class PrimingIT {
    /** CodeDeploy calls its hook as it is, so there is no snapshot to prime. */
    private static final String UNPUBLISHED = "CanaryFunction";

    @Test
    void everyFunctionIsPrimed_nothingLeavesIt_theFirstRealCaseGoesItsWay() throws Exception {
        try (Pipeline pipeline = Pipeline.start()) {
            LocalStack stack = pipeline.stack();
            List<String> functions = stack.stack().functions().stream()
                    .map(Stack.Function::logicalId)
                    .filter(function -> !UNPUBLISHED.equals(function))
                    .toList();
            pipeline.awaitIdle();
            for (String function : functions) {
                stack.pause(function); // its poller asks too
            }
            Counts before = stack.gateway().counts();

            String printed = primed(stack, functions);

            assertThat(stack.gateway().counts()).isEqualTo(before);
            assertThat(printed).as("metrics of what did not happen").doesNotContain("_aws");
            functions.forEach(stack::resume);
            String caseId = pipeline.submit(Pipeline.message("I forgot my password and cannot log in to my account."));
            pipeline.settle(List.of(caseId), Duration.ofMinutes(10), Duration.ofSeconds(30));
            assertThat(pipeline.caseFile(caseId).state()).isIn(CaseFile.State.ACTED, CaseFile.State.WAITING);
        }
    }

    /** @return what was printed meanwhile */
    private static String primed(LocalStack stack, List<String> functions) throws Exception {
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            for (String function : functions) {
                assertThat(Wiring.priming(stack.functions().get(function).variables())
                                .prime())
                        .as(function)
                        .isPositive();
            }
        } finally {
            System.setOut(out);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }
}
