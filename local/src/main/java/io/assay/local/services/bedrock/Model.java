package io.assay.local.services.bedrock;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.local.services.bedrock.LabelScorer.Ranked;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Answers a Converse request from embeddings. Thread-safe, no I/O, no clock. */
final class Model {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A shorter beginning of a prompt is not kept. */
    private static final int LEAST_KEPT = 1_000;

    private static final int PROMPTS_KEPT = 20;

    private final Map<String, Boolean> kept = new Lru<>(PROMPTS_KEPT);
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
        return response(request, answer);
    }

    /**
     * What a tuned model answers: text alone, whatever the request says of tools.
     *
     * @throws Refusal if the request is not valid
     */
    ObjectNode answer(JsonNode request, Tuning.Tuned tuned) {
        ConverseValidation.check(request);
        JsonNode messages = request.path("messages");
        String text =
                CaseText.joined(Question.texts(messages.get(messages.size() - 1).path("content")));
        String label = tuned.answer(embeddings.of(text));
        ArrayNode content = JSON.createArrayNode();
        content.addObject().put("text", label);
        return response(request, new Answer(content, "end_turn", embeddings.tokens(label)));
    }

    private ObjectNode response(JsonNode request, Answer answer) {
        PromptTokens prompt = PromptTokens.of(request, embeddings);
        ObjectNode response = JSON.createObjectNode();
        response.putObject("output")
                .putObject("message")
                .put("role", "assistant")
                .set("content", answer.content());
        response.put("stopReason", answer.stopReason());
        boolean cached = prompt.prefix() >= LEAST_KEPT;
        boolean known = cached && isKept(prompt.beginning());
        response.putObject("usage")
                .put("inputTokens", cached ? prompt.all() - prompt.prefix() : prompt.all())
                .put("outputTokens", answer.tokens())
                .put("cacheReadInputTokens", known ? prompt.prefix() : 0)
                .put("cacheWriteInputTokens", cached && !known ? prompt.prefix() : 0)
                .put("totalTokens", prompt.all() + answer.tokens());
        return response;
    }

    /** Keeps it from now on, until others push it out. */
    private boolean isKept(String beginning) {
        synchronized (kept) {
            return kept.put(beginning, Boolean.TRUE) != null;
        }
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

    static JsonNode parse(byte[] body) {
        try {
            return JSON.readTree(new String(body, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new Refusal(Refusal.Kind.SERIALIZATION, "The request body is not JSON: " + e.getOriginalMessage());
        }
    }
}
