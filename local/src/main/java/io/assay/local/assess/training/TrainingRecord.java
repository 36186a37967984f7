package io.assay.local.assess.training;

import io.assay.core.CanonicalJson;
import java.util.List;
import java.util.Map;

/**
 * One thing to learn: what the model is shown, and what it must answer.
 *
 * @param system instruction
 * @param user   the case
 * @param answer the label alone
 */
public record TrainingRecord(String system, String user, String answer) {
    static final String SCHEMA_VERSION = "bedrock-conversation-2024";

    /** As a line of a training file, without its end. */
    public String line() {
        return CanonicalJson.text(Map.of(
                "schemaVersion",
                SCHEMA_VERSION,
                "system",
                List.of(Map.of("text", system)),
                "messages",
                List.of(turn("user", user), turn("assistant", answer))));
    }

    private static Map<String, Object> turn(String role, String text) {
        return Map.of("role", role, "content", List.of(Map.of("text", text)));
    }
}
