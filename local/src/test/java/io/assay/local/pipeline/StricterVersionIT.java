package io.assay.local.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StricterVersionIT {
    private static final String PATH = "/workflows/" + Pipeline.WORKFLOW + "/cases";

    @Test
    void repeatedRequestOfAnAcceptedCase_meetsItThoughAStricterVersionIsActiveNow() {
        try (Pipeline pipeline = Pipeline.start()) {
            String body = Pipeline.message("Please cancel my subscription.");
            Pipeline.Answer first = pipeline.call("POST", PATH, pipeline.submitter(), body, "Idempotency-Key", "k-1");
            String stricter = Pipeline.text("events/workflows/support-triage.json")
                    .replace(
                            "\"required\": [\"message\", \"channel\"]",
                            "\"required\": [\"message\", \"channel\", \"subject\"]");
            String workflow = "/workflows/" + Pipeline.WORKFLOW;
            assertThat(pipeline.call("PUT", workflow, pipeline.operator(), stricter)
                            .status())
                    .isEqualTo(201);
            assertThat(pipeline.call("POST", workflow + "/activate", pipeline.operator(), "{\"version\":2}")
                            .status())
                    .isEqualTo(200);
            pipeline.stack().advance(Duration.ofSeconds(15)); // whatever intake knew is old now

            Pipeline.Answer again = pipeline.call("POST", PATH, pipeline.submitter(), body, "Idempotency-Key", "k-1");
            Pipeline.Answer other = pipeline.call("POST", PATH, pipeline.submitter(), body, "Idempotency-Key", "k-2");

            assertThat(again.status()).isEqualTo(202);
            assertThat(again.json().text("caseId")).isEqualTo(first.json().text("caseId"));
            assertThat(other.status()).isEqualTo(422);
        }
    }
}
