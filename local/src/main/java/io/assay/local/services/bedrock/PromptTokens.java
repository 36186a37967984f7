package io.assay.local.services.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Tokens of a request, and of its beginning up to the last cache point.
 *
 * @param prefix    0 where there is no cache point
 * @param beginning that beginning, whatever it looks like
 */
record PromptTokens(int all, int prefix, String beginning) {

    static PromptTokens of(JsonNode request, Embeddings embeddings) {
        StringBuilder seen = new StringBuilder();
        int all = 0;
        int prefix = 0;
        int beginning = 0;
        JsonNode tools = request.path("toolConfig");
        if (!tools.isMissingNode()) {
            all += embeddings.tokens(tools.toString());
            seen.append(tools);
        }
        for (JsonNode turn : turns(request)) {
            for (JsonNode block : turn) {
                if (block.has("cachePoint")) {
                    prefix = all;
                    beginning = seen.length();
                } else {
                    String text = block.has("text") ? block.path("text").asText() : block.toString();
                    all += embeddings.tokens(text);
                    seen.append('\n').append(text);
                }
            }
        }
        return new PromptTokens(all, prefix, seen.substring(0, beginning));
    }

    private static List<JsonNode> turns(JsonNode request) {
        List<JsonNode> turns = new ArrayList<>();
        turns.add(request.path("system"));
        request.path("messages").forEach(message -> turns.add(message.path("content")));
        return turns;
    }
}
