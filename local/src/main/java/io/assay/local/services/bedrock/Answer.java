package io.assay.local.services.bedrock;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.local.services.bedrock.LabelScorer.Ranked;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The assistant's turn.
 *
 * @param content    the content blocks, possibly none
 * @param stopReason as Converse names it
 * @param tokens     of the answer, as the model's tokenizer counts them
 */
record Answer(ArrayNode content, String stopReason, int tokens) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ID_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    static Answer of(
            Question question,
            Ranked chosen,
            @Nullable OffSchema bend,
            SplittableRandom random,
            Embeddings embeddings) {
        ObjectNode input = JSON.createObjectNode()
                .put("label", chosen.label())
                .put("confidence", BigDecimal.valueOf(chosen.probability()).setScale(4, RoundingMode.HALF_UP))
                .put("rationale", rationale(chosen));
        if (bend != null) return bent(bend, question, input, random, embeddings);
        return question.tool() == null
                ? asText(input.toString(), question, embeddings)
                : asToolUse(question.tool(), input, question, random, embeddings);
    }

    /** Names descriptions only: what an example or the case says may be personal. */
    private static String rationale(Ranked chosen) {
        return chosen.nearest().stream().collect(Collectors.joining("' and '", "Closest to '", "'."));
    }

    private static Answer asText(String text, Question question, Embeddings embeddings) {
        String kept = embeddings.firstTokens(text, question.maxTokens());
        ArrayNode content = JSON.createArrayNode();
        content.addObject().put("text", kept);
        return new Answer(content, kept.equals(text) ? "end_turn" : "max_tokens", embeddings.tokens(kept));
    }

    /** An answer that is too long loses its last fields, as a tool input that was cut off and repaired does. */
    private static Answer asToolUse(
            String tool, ObjectNode input, Question question, SplittableRandom random, Embeddings embeddings) {
        List<String> fields = List.of("rationale", "confidence", "label");
        String stopReason = "tool_use";
        for (String field : fields) {
            if (tokens(tool, input, embeddings) <= question.maxTokens()) break;
            input.remove(field);
            stopReason = "max_tokens";
        }
        ArrayNode content = JSON.createArrayNode();
        toolUse(content, tool, input, random);
        return new Answer(content, stopReason, Math.min(question.maxTokens(), tokens(tool, input, embeddings)));
    }

    private static Answer bent(
            OffSchema bend, Question question, ObjectNode input, SplittableRandom random, Embeddings embeddings) {
        String tool = question.tool();
        ArrayNode content = JSON.createArrayNode();
        String extra = "";
        switch (bend) {
            case UNKNOWN_LABEL -> input.put("label", unknownTo(question));
            case CONFIDENCE_ABOVE_ONE -> input.put("confidence", 1.7);
            case CONFIDENCE_NAN -> input.put("confidence", "NaN");
            case CONFIDENCE_NEGATIVE -> input.put("confidence", -0.2);
            case MISSING_LABEL -> input.remove("label");
            case PLAIN_TEXT -> {
                return asText("I would say this is about " + input.path("label").asText() + ".", question, embeddings);
            }
            case EMPTY_CONTENT -> {
                return new Answer(content, "end_turn", 0);
            }
            case OTHER_TOOL -> {
                if (tool == null) input = JSON.createObjectNode().set("answer", input);
                else tool = tool + "_v2";
            }
            case TWO_TOOL_USES -> {
                if (tool != null) toolUse(content, tool, input, random);
                extra = input.toString();
            }
        }
        if (tool == null) return asText(input + extra, question, embeddings);
        toolUse(content, tool, input, random);
        int tokens = tokens(tool, input, embeddings) * content.size();
        return new Answer(content, "tool_use", Math.min(question.maxTokens(), tokens));
    }

    private static String unknownTo(Question question) {
        List<String> names = question.labels().stream().map(LabelProfile::name).toList();
        String name = "other";
        while (names.contains(name)) name = name + "_unlisted";
        return name;
    }

    private static void toolUse(ArrayNode content, String tool, ObjectNode input, SplittableRandom random) {
        StringBuilder id = new StringBuilder("tooluse_");
        for (int i = 0; i < 22; i++) id.append(ID_ALPHABET.charAt(random.nextInt(ID_ALPHABET.length())));
        content.addObject()
                .putObject("toolUse")
                .put("toolUseId", id.toString())
                .put("name", tool)
                .set("input", input);
    }

    private static int tokens(String tool, ObjectNode input, Embeddings embeddings) {
        return embeddings.tokens(tool) + embeddings.tokens(input.toString());
    }
}
