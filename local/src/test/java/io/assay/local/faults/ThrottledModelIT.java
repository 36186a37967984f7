package io.assay.local.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.core.CanonicalJson;
import io.assay.core.CaseEvent;
import io.assay.core.CaseFile;
import io.assay.core.Fields;
import io.assay.core.Workflow;
import io.assay.json.Json;
import io.assay.local.check.Accepted;
import io.assay.local.check.Checker;
import io.assay.local.check.Report;
import io.assay.local.gateway.Fault;
import io.assay.local.gateway.FaultRule;
import io.assay.local.gateway.Service;
import io.assay.local.pipeline.Pipeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ThrottledModelIT {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int MINUTES = 10;
    /** As many as a batch takes: each minute as many cases as the pipeline is given at once. */
    private static final int CASES_A_MINUTE = 20;
    /** Longer than the longest delay of a message and the breaker's pause together. */
    private static final int DRAINS_WITHIN_MINUTES = 8;

    @Test
    void modelThatThrottlesEverythingForTenMinutes_losesNothingAndTheBacklogDrainsByItself() {
        try (Pipeline pipeline = Pipeline.start()) {
            FaultRule throttled = FaultRule.of(new Fault.Throttle()).on(Service.BEDROCK);
            pipeline.stack().gateway().faults().add(throttled);
            List<Accepted> accepted = new ArrayList<>();
            for (int minute = 0; minute < MINUTES; minute++) {
                accepted.addAll(submitted(pipeline, minute));
                pass(pipeline);
            }
            assertThat(files(pipeline, accepted))
                    .allSatisfy(file -> assertThat(file.state()).isEqualTo(CaseFile.State.RECEIVED));
            assertThat(pipeline.stack().gateway().faults().struck(throttled))
                    .as("requests that were throttled")
                    .isGreaterThan(accepted.size());

            pipeline.stack().gateway().faults().clear();
            for (int minute = 0; minute < DRAINS_WITHIN_MINUTES; minute++) {
                pass(pipeline);
            }
            assertThat(files(pipeline, accepted))
                    .allSatisfy(file -> assertThat(Pipeline.events(file, CaseEvent.Failed.class))
                            .isEmpty());
            Workflow workflow = Workflow.of(Json.object(Pipeline.text("events/workflows/support-triage.json")), 1);
            try (Checker checker = new Checker(pipeline.stack(), List.of(workflow))) {
                Report report = checker.check(accepted);
                assertThat(report.violations()).isEmpty();
                assertThat(report.lost()).isZero();
                assertThat(report.deadLettered()).isZero();
            }
        }
    }

    private static List<Accepted> submitted(Pipeline pipeline, int minute) {
        List<Map<String, Object>> cases = new ArrayList<>();
        for (String body : Pipeline.samples(CASES_A_MINUTE)) {
            Map<String, Object> line = Json.object(body);
            String reference = line.get("reference") + "#" + minute;
            cases.add(Fields.write()
                    .put("reference", reference)
                    .put("idempotencyKey", reference)
                    .put("input", line.get("input"))
                    .done());
        }
        Fields answer = pipeline.call(
                        "POST",
                        "/workflows/" + Pipeline.WORKFLOW + "/cases:batch",
                        pipeline.submitter(),
                        CanonicalJson.text(Map.of("cases", cases)))
                .json();
        return answer.list("cases").stream()
                .map(item -> item.fields("case"))
                .map(taken -> new Accepted(
                        taken.optionalText("reference").orElseThrow(), Optional.of(taken.text("caseId")), true))
                .toList();
    }

    private static void pass(Pipeline pipeline) {
        pipeline.awaitIdle();
        pipeline.stack().advance(MINUTE);
        pipeline.awaitIdle();
    }

    private static List<CaseFile> files(Pipeline pipeline, List<Accepted> accepted) {
        return accepted.stream()
                .map(one -> pipeline.caseFile(one.caseId().orElseThrow()))
                .toList();
    }
}
