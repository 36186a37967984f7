package io.assay.local.services.bedrock;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.local.services.bedrock.LabelScorer.Ranked;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Answers a Converse request from embeddings. Thread-safe, no I/O, no clock. */
final class Model {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Embeddings embeddings;
    private final LabelScorer scorer;

    Model(Embeddings embeddings) {
        this.embeddings = embeddings;
        scorer = new LabelScorer(embeddings);
    }

    /**
     * The response without its metrics.
     *
     * @throws Refusal if the request is not valid
     */
    ObjectNode answer(JsonNode request, @Nullable OffSchema bend, SplittableRandom random) {
        ConverseValidation.check(request);
        Question question = Question.of(request);
        List<Ranked> ranked = scorer.rank(question.texts(), question.labels());
        Answer answer = Answer.of(question, chosen(ranked, question.temperature(), random), bend, random, embeddings);
        int inputTokens = tokens(request);
        ObjectNode response = JSON.createObjectNode();
        response.putObject("output")
                .putObject("message")
                .put("role", "assistant")
                .set("content", answer.content());
        response.put("stopReason", answer.stopReason());
        response.putObject("usage")
                .put("inputTokens", inputTokens)
                .put("outputTokens", answer.tokens())
                .put("totalTokens", inputTokens + answer.tokens());
        return response;
    }

    /** A temperature sharpens or keeps the labels' probabilities, then one label is drawn from them. */
    private static Ranked chosen(List<Ranked> ranked, double temperature, SplittableRandom random) {
        if (temperature == 0) return ranked.getFirst();
        double best = ranked.getFirst().probability();
        double[] weights = ranked.stream()
                .mapToDouble(r -> Math.pow(r.probability() / best, 1 / temperature))
                .toArray();
        double left = random.nextDouble() * Arrays.stream(weights).sum();
        for (int i = 0; i < weights.length; i++) {
            left -= weights[i];
            if (left < 0) return ranked.get(i);
        }
        return ranked.getFirst();
    }

    private int tokens(JsonNode request) {
        int count = 0;
        for (JsonNode block : request.path("system"))
            count += embeddings.tokens(block.path("text").asText());
        for (JsonNode message : request.path("messages")) {
            for (JsonNode block : message.path("content")) {
                count +=
                        embeddings.tokens(block.has("text") ? block.path("text").asText() : block.toString());
            }
        }
        JsonNode tools = request.path("toolConfig");
        return tools.isMissingNode() ? count : count + embeddings.tokens(tools.toString());
    }

    static JsonNode parse(byte[] body) {
        try {
            return JSON.readTree(new String(body, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new Refusal(Refusal.Kind.SERIALIZATION, "The request body is not JSON: " + e.getOriginalMessage());
        }
    }
}
