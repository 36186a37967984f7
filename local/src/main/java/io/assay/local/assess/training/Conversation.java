package io.assay.local.assess.training;

import io.assay.json.Json;
import io.assay.json.MalformedJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A line of a training file as it was read, whoever wrote it.
 *
 * @param line     counted from 1
 * @param system   empty if there is none
 * @param user     all that the user says, a turn a line
 * @param answer   what the assistant says at last
 * @param learning none of the findings makes its texts meaningless
 */
record Conversation(long line, String system, String user, String answer, boolean learning, List<Finding> findings) {
    private static final Set<String> MEMBERS = Set.of("schemaVersion", "system", "messages", "toolConfig");

    Conversation {
        findings = List.copyOf(findings);
    }

    static Conversation read(long line, String text, TrainingRules rules) {
        try {
            return new Reader(line, rules).read(Json.object(text));
        } catch (MalformedJson e) {
            Finding finding =
                    Finding.at(line, Finding.Rule.JSON, "is " + e.getMessage(), "write one JSON object a line");
            return new Conversation(line, "", "", "", false, List.of(finding));
        }
    }

    /** What a model is taught: the same question counts as the same whatever its blanks and capitals. */
    String question() {
        return user.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }

    private static final class Reader {
        private final long line;
        private final TrainingRules rules;
        private final List<Finding> findings = new ArrayList<>();
        private boolean learning = true;

        Reader(long line, TrainingRules rules) {
            this.line = line;
            this.rules = rules;
        }

        Conversation read(Map<String, Object> record) {
            if (!rules.schemaVersion().equals(record.get("schemaVersion"))) {
                findings.add(Finding.at(
                        line,
                        Finding.Rule.SCHEMA_VERSION,
                        "schemaVersion is not " + rules.schemaVersion(),
                        "write \"schemaVersion\": \"" + rules.schemaVersion() + "\""));
            }
            record.keySet().stream()
                    .filter(name -> !MEMBERS.contains(name))
                    .forEach(name -> shape("has a field that is not known", "take out all but system and messages"));
            tools(record);
            String system = record.containsKey("system") ? text(record.get("system"), "system") : "";
            Map<String, StringBuilder> said = new LinkedHashMap<>();
            Optional<String> last = messages(record.get("messages"), said);
            return new Conversation(
                    line,
                    system,
                    String.valueOf(said.getOrDefault("user", new StringBuilder())),
                    last.orElse(""),
                    learning && last.isPresent(),
                    findings);
        }

        private void shape(String what, String remedy) {
            findings.add(Finding.at(line, Finding.Rule.SHAPE, what, remedy));
        }

        private void broken(String what, String remedy) {
            learning = false;
            shape(what, remedy);
        }

        private void tools(Map<String, Object> record) {
            boolean used = record.containsKey("toolConfig")
                    || messages(record).stream()
                            .flatMap(message -> list(message.get("content")).stream())
                            .anyMatch(block -> block instanceof Map<?, ?> map
                                    && (map.containsKey("toolUse") || map.containsKey("toolResult")));
            if (used && !rules.tools()) {
                findings.add(Finding.at(
                        line,
                        Finding.Rule.TOOLS,
                        "has a tool section, which " + rules.model() + " does not take",
                        "let the assistant answer with the label as text"));
            }
        }

        private static List<Map<?, ?>> messages(Map<String, Object> record) {
            List<Map<?, ?>> found = new ArrayList<>();
            for (Object message : list(record.get("messages"))) {
                if (message instanceof Map<?, ?> map) {
                    found.add(map);
                }
            }
            return found;
        }

        private static List<?> list(@Nullable Object value) {
            return value instanceof List<?> list ? list : List.of();
        }

        /** The last turn's text, if it is the assistant's. */
        private Optional<String> messages(@Nullable Object messages, Map<String, StringBuilder> said) {
            List<?> turns = list(messages);
            if (turns.size() < 2 || turns.size() % 2 != 0) {
                broken("does not have a user's turn and an answer to it", "write turns user, assistant");
                return Optional.empty();
            }
            String last = "";
            for (int turn = 0; turn < turns.size(); turn++) {
                String role = turn % 2 == 0 ? "user" : "assistant";
                if (!(turns.get(turn) instanceof Map<?, ?> message) || !role.equals(message.get("role"))) {
                    broken("turn " + (turn + 1) + " is not the " + role + "'s", "let user and assistant take turns");
                    return Optional.empty();
                }
                last = text(message.get("content"), "turn " + (turn + 1));
                StringBuilder text = said.computeIfAbsent(role, key -> new StringBuilder());
                text.append(text.isEmpty() ? "" : "\n").append(last);
            }
            return Optional.of(last);
        }

        /** The texts of content blocks; a tool's blocks are spoken of elsewhere. */
        private String text(@Nullable Object blocks, String where) {
            StringBuilder found = new StringBuilder();
            for (Object block : list(blocks)) {
                if (block instanceof Map<?, ?> map && map.get("text") instanceof String text) {
                    found.append(found.isEmpty() ? "" : "\n").append(text);
                }
            }
            if (found.toString().isBlank()) {
                broken(where + " has no text", "write [{\"text\": \"…\"}] there");
            }
            return found.toString();
        }
    }
}
