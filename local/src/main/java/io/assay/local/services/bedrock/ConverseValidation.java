package io.assay.local.services.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Refuses what Bedrock refuses, in its words where they are known. */
final class ConverseValidation {
    private static final Set<String> MEMBERS = Set.of(
            "messages",
            "system",
            "inferenceConfig",
            "toolConfig",
            "guardrailConfig",
            "additionalModelRequestFields",
            "additionalModelResponseFieldPaths",
            "promptVariables",
            "requestMetadata",
            "performanceConfig",
            "serviceTier");
    private static final Set<String> INFERENCE_MEMBERS = Set.of("maxTokens", "temperature", "topP", "stopSequences");

    private ConverseValidation() {}

    /**
     * Checks a Converse request.
     *
     * @throws Refusal ValidationException naming the field
     */
    static void check(JsonNode request) {
        if (!request.isObject()) throw Refusal.validation("The request body must be a JSON object.");
        known("", request, MEMBERS);
        inferenceConfig(request.path("inferenceConfig"));
        boolean tools = toolConfig(request.path("toolConfig"));
        JsonNode messages = request.path("messages");
        if (!messages.isArray() || messages.isEmpty()) {
            throw Refusal.validation(
                    "A conversation must start with a user message. Try again with a conversation that starts with a user message.");
        }
        Set<String> awaited = Set.of();
        for (int i = 0; i < messages.size(); i++) {
            JsonNode message = messages.get(i);
            role(message, i);
            awaited = content(message.path("content"), i, awaited, tools);
        }
        if (messages.size() % 2 == 0) {
            throw Refusal.validation(
                    "This model does not support assistant message prefill. The conversation must end with a user message.");
        }
    }

    private static void known(String where, JsonNode object, Set<String> members) {
        for (String name : (Iterable<String>) object::fieldNames) {
            if (!members.contains(name)) {
                throw Refusal.validation("#/" + where + name + ": extraneous key [" + name + "] is not permitted");
            }
        }
    }

    private static void inferenceConfig(JsonNode config) {
        known("inferenceConfig/", config, INFERENCE_MEMBERS);
        JsonNode maxTokens = config.path("maxTokens");
        if (!maxTokens.isMissingNode() && !(maxTokens.isInt() && maxTokens.intValue() >= 1)) {
            throw Refusal.validation("Value at 'inferenceConfig.maxTokens' failed to satisfy constraint: "
                    + "Member must have value greater than or equal to 1");
        }
        for (String share : List.of("temperature", "topP")) {
            JsonNode value = config.path(share);
            if (!value.isMissingNode() && !(value.isNumber() && value.doubleValue() >= 0 && value.doubleValue() <= 1)) {
                throw Refusal.validation("Value at 'inferenceConfig." + share
                        + "' failed to satisfy constraint: Member must be in [0, 1]");
            }
        }
    }

    private static boolean toolConfig(JsonNode config) {
        if (config.isMissingNode()) return false;
        JsonNode tools = config.path("tools");
        if (!tools.isArray() || tools.isEmpty()) {
            throw Refusal.validation("Value at 'toolConfig.tools' failed to satisfy constraint: "
                    + "Member must have length greater than or equal to 1");
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < tools.size(); i++) {
            JsonNode spec = tools.get(i).path("toolSpec");
            String name = spec.path("name").asText();
            if (!name.matches("[a-zA-Z0-9_-]{1,64}")) {
                throw Refusal.validation("Value at 'toolConfig.tools." + i + ".member.toolSpec.name' failed to satisfy "
                        + "constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_-]+");
            }
            if (!spec.path("inputSchema").path("json").isObject()) {
                throw Refusal.validation("The value at toolConfig.tools." + i
                        + ".toolSpec.inputSchema.json must be a JSON schema of type object.");
            }
            if (!names.add(name)) throw Refusal.validation("The tool name " + name + " is not unique.");
        }
        JsonNode forced = config.path("toolChoice").path("tool").path("name");
        if (!forced.isMissingNode() && !names.contains(forced.asText())) {
            throw Refusal.validation("toolChoice.tool.name " + forced.asText() + " is not a tool of toolConfig.tools.");
        }
        return true;
    }

    private static void role(JsonNode message, int index) {
        String role = message.path("role").asText();
        if (!role.equals("user") && !role.equals("assistant")) {
            throw Refusal.validation(
                    "Value '" + role + "' at 'messages." + index
                            + ".member.role' failed to satisfy constraint: Member must satisfy enum value set: [user, assistant]");
        }
        if (index == 0 && !role.equals("user")) {
            throw Refusal.validation(
                    "A conversation must start with a user message. Try again with a conversation that starts with a user message.");
        }
        if (role.equals("user") != (index % 2 == 0)) {
            throw Refusal.validation("A conversation must alternate between user and assistant roles. "
                    + "Make sure the conversation alternates between user and assistant roles and try again.");
        }
    }

    /** Gives the ids of the tool uses that the next message must bring the results of. */
    private static Set<String> content(JsonNode content, int index, Set<String> awaited, boolean tools) {
        if (!content.isArray() || content.isEmpty()) {
            throw Refusal.validation("The content field in the Message object at messages." + index
                    + " is empty. Add a ContentBlock object to the content field and try again.");
        }
        Set<String> missing = new HashSet<>(awaited);
        Set<String> used = new HashSet<>();
        for (int i = 0; i < content.size(); i++) {
            JsonNode block = content.get(i);
            if (block.has("text") && block.path("text").asText().isBlank()) {
                throw Refusal.validation("The text field in the ContentBlock object at messages." + index + ".content."
                        + i + " is blank. Add text to the text field, and try again.");
            }
            if (!tools && (block.has("toolUse") || block.has("toolResult"))) {
                throw Refusal.validation(
                        "The toolConfig field must be defined when using toolUse and toolResult content blocks.");
            }
            if (block.has("toolUse"))
                used.add(block.path("toolUse").path("toolUseId").asText());
            missing.remove(block.path("toolResult").path("toolUseId").asText());
        }
        if (!missing.isEmpty()) {
            throw Refusal.validation("Expected toolResult blocks at messages." + index
                    + ".content for the following Ids: " + String.join(", ", missing));
        }
        return used;
    }
}
