package io.assay.local.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.core.CaseEvent;
import io.assay.core.CaseFile;
import io.assay.core.Fields;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One case from HTTP to its decision and one by way of a person: the end-to-end part of the quick tests. */
class OneCaseIT {

    @Test
    void clearCaseActsAlone_criticalCaseWaitsForAPerson() {
        try (Pipeline pipeline = Pipeline.start()) {
            String clear = pipeline.submit(Pipeline.message(
                    "My parcel has not arrived although tracking says it was delivered. Where is my delivery?"));
            String large = pipeline.submit(Pipeline.body(Map.of(
                    "message", "Where is my parcel? The tracking says delivered but I have no delivery.",
                    "channel", "email",
                    "customerEmail", "ann@example.com",
                    "amount", "900 EUR")));
            pipeline.settle(List.of(clear, large), Duration.ofMinutes(10), Duration.ofSeconds(30));

            CaseFile automated = pipeline.caseFile(clear);
            assertThat(automated.state()).isEqualTo(CaseFile.State.ACTED);
            assertThat(Pipeline.events(automated, CaseEvent.Acted.class))
                    .singleElement()
                    .satisfies(acted -> assertThat(acted.byModel()).isTrue());

            CaseFile waiting = pipeline.caseFile(large);
            assertThat(waiting.state()).isEqualTo(CaseFile.State.WAITING);
            assertThat(waiting.received().input().orElseThrow().get("customerEmail"))
                    .isEqualTo("[EMAIL_1]");
            String task = waiting.openTask().orElseThrow().id();
            String token = pipeline.reviewer("rita");
            assertThat(pipeline.call("POST", "/reviews/" + task + "/claim", token, "")
                            .status())
                    .isEqualTo(200);
            assertThat(pipeline.call(
                                    "POST",
                                    "/reviews/" + task + "/decision",
                                    token,
                                    "{\"label\":\"delivery-problem\",\"note\":\"checked\"}")
                            .status())
                    .isEqualTo(200);
            pipeline.awaitIdle();

            assertThat(pipeline.caseFile(large).state()).isEqualTo(CaseFile.State.ACTED);
            Fields shown = pipeline.call("GET", "/cases/" + large, token, "").json();
            assertThat(shown.text("state")).isEqualTo("acted");
            Fields lineage = pipeline.call("GET", "/cases/" + large + "/lineage", token, "")
                    .json();
            assertThat(lineage.list("trainingRows")).singleElement().satisfies(row -> {
                assertThat(row.text("label")).isEqualTo("delivery-problem");
                assertThat(row.text("reviewer")).isEqualTo("rita");
            });
        }
    }
}
