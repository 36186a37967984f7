package io.assay.core;

import java.util.Map;
import java.util.Optional;

/**
 * One question to a model.
 *
 * @param tool        the forced tool; empty: the answer is plain JSON
 * @param maxTokens   of the answer
 * @param temperature in [0, 1]
 */
public record ModelCall(
        String modelId, String system, String user, Optional<Tool> tool, int maxTokens, double temperature) {

    /** A tool that the model must call; {@code schema} is the JSON Schema of its input. */
    public record Tool(String name, String description, Map<String, Object> schema) {}
}
