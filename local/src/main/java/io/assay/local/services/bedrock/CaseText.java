package io.assay.local.services.bedrock;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.assay.local.services.bedrock.LabelScorer.Weighted;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Finds the words of a case in a user message: between {@code <case>} and {@code </case>}, else all of it. */
final class CaseText {
    private static final String OPEN = "<case>";
    private static final String CLOSE = "</case>";
    private static final ObjectMapper JSON = new ObjectMapper();

    private CaseText() {}

    /**
     * The case's texts. Of a JSON object these are its string values, each weighted by the root of its letters: the
     * longest counts most, and a short subject line still counts. Codes and identifiers (one word) are left out beside
     * free text.
     *
     * @return at least one text
     */
    static List<Weighted> of(String message) {
        String inner = inner(message);
        List<Weighted> found = new ArrayList<>();
        JsonNode parsed = parse(inner);
        if (parsed.isContainerNode()) collect(parsed, found);
        else found.add(new Weighted(inner, 1));
        boolean freeText = found.stream().anyMatch(t -> words(t.text()) >= 3);
        List<Weighted> kept =
                found.stream().filter(t -> !freeText || words(t.text()) > 1).toList();
        return kept.isEmpty() ? List.of(new Weighted("", 1)) : kept;
    }

    /** The same as one text, for an example of an earlier turn. */
    static String joined(String message) {
        return of(message).stream().map(Weighted::text).collect(Collectors.joining(". "));
    }

    private static String inner(String message) {
        int open = message.indexOf(OPEN);
        int close = message.lastIndexOf(CLOSE);
        return (open >= 0 && close > open ? message.substring(open + OPEN.length(), close) : message).strip();
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException notJson) {
            return JSON.missingNode();
        }
    }

    private static void collect(JsonNode node, List<Weighted> into) {
        if (node.isTextual()) {
            long letters =
                    node.textValue().codePoints().filter(Character::isLetter).count();
            if (letters > 0) into.add(new Weighted(node.textValue(), Math.sqrt((double) letters)));
        }
        node.forEach(child -> collect(child, into));
    }

    private static int words(String text) {
        return text.isBlank() ? 0 : text.strip().split("\\s+", -1).length;
    }
}
