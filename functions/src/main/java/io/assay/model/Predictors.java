package io.assay.model;

import io.assay.core.CanonicalJson;
import io.assay.core.Hashes;
import io.assay.core.Workflow;
import java.util.Map;

/** Names what answered. */
public final class Predictors {
    /** The model states its confidence itself. */
    public static final String VERBALISED = "verbalised";

    private Predictors() {}

    /**
     * SHA-256 over all that makes an answer what it is: model, prompt, label set, decoding, confidence source. Whatever
     * rests on a predictor (a certificate) is void when one of them changes.
     */
    public static String hash(Workflow workflow) {
        Workflow.ModelRoute model = workflow.model();
        return Hashes.sha256Hex(CanonicalJson.bytes(Map.of(
                "model",
                model.id(),
                "decoding",
                Map.of("temperature", model.temperature(), "maxTokens", model.maxTokens(), "tools", model.tools()),
                "prompt",
                Map.of(
                        "system",
                        workflow.prompt().system(),
                        "user",
                        workflow.prompt().user()),
                "labels",
                workflow.labels().stream()
                        .map(spec -> Map.of("name", spec.label().value(), "description", spec.description()))
                        .toList(),
                "confidenceSource",
                VERBALISED)));
    }
}
