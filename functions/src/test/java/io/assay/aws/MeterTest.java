package io.assay.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MeterTest {

    @Test
    void metricsOfAWorkflow_areOneLineOnStandardOutput() {
        PrintStream before = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            new Meter("Assay", "assay").write("triage", sheet -> {
                sheet.count("Received", 3);
                sheet.count("Failed", 0);
                sheet.seconds("CycleTime", 1.5);
            });
        } finally {
            System.setOut(before);
        }

        String text = out.toString(StandardCharsets.UTF_8);
        assertThat(text.strip().lines()).hasSize(1);
        Map<String, Object> line = Json.object(text.strip());
        assertThat(line)
                .containsEntry("service", "assay")
                .containsEntry("workflow", "triage")
                .doesNotContainKey("Failed")
                .containsKeys("Received", "CycleTime");
        assertThat(text).contains("\"Namespace\":\"Assay\"");
    }
}
