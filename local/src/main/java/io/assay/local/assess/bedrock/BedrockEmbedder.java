package io.assay.local.assess.bedrock;

import io.assay.core.CanonicalJson;
import io.assay.core.verdict.ModelPrices;
import io.assay.core.verdict.TokenUsage;
import io.assay.json.Json;
import io.assay.local.assess.arms.Embedded;
import io.assay.local.assess.arms.TextVectors;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

/** Embeddings through InvokeModel, of Titan or of Cohere, at unit length. */
final class BedrockEmbedder implements TextVectors.Model {
    private static final String COHERE = "cohere.";

    private final BedrockRuntimeClient runtime;
    private final String model;
    private final ModelPrices prices;
    private final Ledger ledger;

    BedrockEmbedder(BedrockRuntimeClient runtime, String model, ModelPrices prices, Ledger ledger) {
        this.runtime = runtime;
        this.model = model;
        this.prices = prices;
        this.ledger = ledger;
    }

    /** @throws io.assay.local.assess.files.InputProblem if the budget does not hold it */
    @Override
    public Embedded apply(String text) {
        double ahead = Tokens.usd(TokenUsage.plain(Tokens.of(text), 0), prices);
        ledger.reserve(ahead);
        double cost = 0;
        try {
            Map<String, Object> answer = Json.object(runtime.invokeModel(request -> request.modelId(model)
                            .contentType("application/json")
                            .body(SdkBytes.fromUtf8String(CanonicalJson.text(question(text)))))
                    .body()
                    .asByteArray());
            int tokens = answer.get("inputTextTokenCount") instanceof Number count
                    ? count.intValue()
                    : (int) Tokens.of(text);
            cost = Tokens.usd(TokenUsage.plain(tokens, 0), prices);
            return new Embedded(unit(vector(answer)), tokens);
        } finally {
            ledger.settle(ahead, cost);
        }
    }

    private Map<String, Object> question(String text) {
        return model.startsWith(COHERE)
                ? Map.of("texts", List.of(text), "input_type", "classification")
                : Map.of("inputText", text);
    }

    private static List<?> vector(Map<String, Object> answer) {
        if (answer.get("embedding") instanceof List<?> titan) {
            return titan;
        }
        if (answer.get("embeddings") instanceof List<?> all && all.getFirst() instanceof List<?> cohere) {
            return cohere;
        }
        throw new IllegalStateException("the embedding model answered without an embedding");
    }

    private static float[] unit(List<?> values) {
        double squares = 0;
        float[] vector = new float[values.size()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = ((Number) values.get(i)).floatValue();
            squares += (double) vector[i] * vector[i];
        }
        for (int i = 0; i < vector.length; i++) {
            vector[i] /= (float) Math.sqrt(squares);
        }
        return vector;
    }

    @Override
    public void close() {
        runtime.close();
    }
}
