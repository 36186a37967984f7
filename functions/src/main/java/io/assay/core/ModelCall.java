package io.assay.core;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One question to a model.
 *
 * @param examples      earlier turns that show how cases are decided, possibly none
 * @param cacheExamples the prompt up to and with the examples is the same for many questions and may be kept by the model
 * @param tool          the forced tool; empty: the answer is text
 * @param maxTokens     of the answer
 * @param temperature   in [0, 1]
 */
public record ModelCall(
        String modelId,
        String system,
        List<Example> examples,
        boolean cacheExamples,
        String user,
        Optional<Tool> tool,
        int maxTokens,
        double temperature) {

    /** A tool that the model must call; {@code schema} is the JSON Schema of its input. */
    public record Tool(String name, String description, Map<String, Object> schema) {}

    /** A case as a user's turn, and the answer that was right. */
    public record Example(String user, String answer) {}

    public ModelCall {
        examples = List.copyOf(examples);
    }

    /** A question without examples. */
    public ModelCall(
            String modelId, String system, String user, Optional<Tool> tool, int maxTokens, double temperature) {
        this(modelId, system, List.of(), false, user, tool, maxTokens, temperature);
    }

    /** The same question behind these examples. */
    public ModelCall showing(List<Example> shown, boolean cached) {
        return new ModelCall(modelId, system, shown, cached, user, tool, maxTokens, temperature);
    }
}
