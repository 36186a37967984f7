package io.assay.local.services.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** InvokeModel of an embedding model, in the forms of Titan and of Cohere. */
final class Invocation {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Invocation() {}

    /** @throws Refusal ValidationException if the request is in neither form */
    static ObjectNode answer(JsonNode request, Embeddings embeddings) {
        ObjectNode body = JSON.createObjectNode();
        if (request.path("inputText").isTextual()) {
            String text = request.path("inputText").textValue();
            fill(body.putArray("embedding"), embeddings.of(text));
            return body.put("inputTextTokenCount", embeddings.tokens(text));
        }
        if (!request.path("texts").isArray() || request.path("texts").isEmpty()) {
            throw Refusal.validation(
                    "Only embedding models are invoked here: give inputText, or texts and input_type.");
        }
        ArrayNode all = body.putArray("embeddings");
        request.path("texts").forEach(text -> fill(all.addArray(), embeddings.of(text.asText())));
        return body;
    }

    private static void fill(ArrayNode into, float[] vector) {
        for (float value : vector) into.add(value);
    }
}
