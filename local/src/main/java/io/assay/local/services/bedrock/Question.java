package io.assay.local.services.bedrock;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.assay.local.services.bedrock.LabelScorer.Weighted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a valid Converse request asks.
 *
 * @param tool        the tool to answer with; null: answer as text
 * @param labels      at least one
 * @param texts       the case, at least one
 * @param maxTokens   most tokens of the answer, at least 1
 * @param temperature 0: the likeliest label; above: drawn, up to 1
 */
record Question(
        @Nullable String tool, List<LabelProfile> labels, List<Weighted> texts, int maxTokens, double temperature) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern LINE =
            Pattern.compile("\\s*([-*•]\\s+)?[\"'`*]{0,3}([\\p{L}\\p{N}][\\p{L}\\p{N}_./ -]{0,99}?)[\"'`*]{0,3}\\s*:"
                    + "[\"'`*]{0,3}\\s*(\\S.*)");
    private static final Pattern ENUM = Pattern.compile("\"enum\"\\s*:\\s*(\\[[^\\]]*])");

    Question {
        labels = List.copyOf(labels);
        texts = List.copyOf(texts);
    }

    /**
     * Reads a request that passed {@link ConverseValidation}.
     *
     * @throws Refusal ValidationException if no label can be found
     */
    static Question of(JsonNode request) {
        JsonNode spec = tool(request.path("toolConfig"));
        JsonNode property =
                spec.path("inputSchema").path("json").path("properties").path("label");
        String system = texts(request.path("system"));
        String described = String.join(
                "\n",
                system,
                spec.path("description").asText(),
                property.path("description").asText());
        Set<String> names = strings(property.path("enum"));
        if (names.isEmpty()) names = namedIn(system);
        if (names.isEmpty()) {
            throw Refusal.validation("No labels found. Give them as toolConfig.tools.0.toolSpec.inputSchema.json"
                    + ".properties.label.enum, or in the system prompt as lines '- name: description'.");
        }
        JsonNode messages = request.path("messages");
        JsonNode config = request.path("inferenceConfig");
        return new Question(
                spec.isMissingNode() ? null : spec.path("name").asText(),
                profiles(names, described, examples(messages)),
                CaseText.of(texts(messages.get(messages.size() - 1).path("content"))),
                config.path("maxTokens").asInt(Integer.MAX_VALUE),
                config.path("temperature").asDouble(0));
    }

    /** The forced tool, else the first that knows a label, else the first. */
    private static JsonNode tool(JsonNode config) {
        String forced = config.path("toolChoice").path("tool").path("name").asText();
        JsonNode chosen = config.path("tools").path(0).path("toolSpec");
        for (int i = config.path("tools").size() - 1; i >= 0; i--) {
            JsonNode spec = config.path("tools").get(i).path("toolSpec");
            boolean knowsLabels =
                    spec.at("/inputSchema/json/properties/label/enum").isArray();
            if (forced.isEmpty() ? knowsLabels : forced.equals(spec.path("name").asText())) chosen = spec;
        }
        return chosen;
    }

    /** A request without a tool names its labels in a schema or as a list. */
    private static Set<String> namedIn(String system) {
        Matcher schema = ENUM.matcher(system);
        if (schema.find()) return strings(parse(schema.group(1)));
        Set<String> names = new LinkedHashSet<>();
        for (String line : system.split("\\R", -1)) {
            Matcher m = LINE.matcher(line);
            if (m.matches() && m.group(1) != null && !m.group(2).contains(" ")) names.add(m.group(2));
        }
        return names;
    }

    private static List<LabelProfile> profiles(
            Set<String> names, String described, Map<String, List<String>> examples) {
        Map<String, Set<String>> descriptions = new LinkedHashMap<>();
        for (String line : described.split("\\R", -1)) {
            Matcher m = LINE.matcher(line);
            if (m.matches() && names.contains(m.group(2))) {
                descriptions
                        .computeIfAbsent(m.group(2), n -> new LinkedHashSet<>())
                        .add(m.group(3).strip());
            }
        }
        return names.stream()
                .map(name -> {
                    Set<String> whole = descriptions.getOrDefault(name, Set.of());
                    Set<String> phrases = new LinkedHashSet<>();
                    for (String text : whole) {
                        for (String part : text.split("[;|]", -1)) if (!part.isBlank()) phrases.add(part.strip());
                    }
                    return new LabelProfile(
                            name, List.copyOf(whole), List.copyOf(phrases), examples.getOrDefault(name, List.of()));
                })
                .toList();
    }

    /** User texts of earlier turns by the label that the assistant's next turn gave them. */
    private static Map<String, List<String>> examples(JsonNode messages) {
        Map<String, List<String>> found = new LinkedHashMap<>();
        for (int i = 0; i + 1 < messages.size(); i += 2) {
            String asked = texts(messages.get(i).path("content"));
            String label = answered(messages.get(i + 1).path("content"));
            if (!asked.isBlank() && !label.isEmpty()) {
                found.computeIfAbsent(label, l -> new ArrayList<>()).add(CaseText.joined(asked));
            }
        }
        return found;
    }

    private static String answered(JsonNode content) {
        for (JsonNode block : content) {
            String used = block.path("toolUse").path("input").path("label").asText();
            if (!used.isEmpty()) return used;
        }
        return parse(texts(content)).path("label").asText();
    }

    static String texts(JsonNode blocks) {
        List<String> found = new ArrayList<>();
        for (JsonNode block : blocks)
            if (block.path("text").isTextual()) found.add(block.path("text").textValue());
        return String.join("\n", found);
    }

    private static Set<String> strings(JsonNode array) {
        Set<String> found = new LinkedHashSet<>();
        for (JsonNode value : array) if (value.isTextual()) found.add(value.textValue());
        return found;
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException notJson) {
            return JSON.missingNode();
        }
    }
}
