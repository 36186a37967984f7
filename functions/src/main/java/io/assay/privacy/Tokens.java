package io.assay.privacy;

import io.assay.schema.Normalisation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The tokens of one case. */
final class Tokens {

    private record Sought(String text, String expression, String token) {}

    private final String whole;
    private final Map<Object, String> byValue = new HashMap<>();
    private final Map<String, Integer> last = new HashMap<>();
    private final List<Sought> sought = new ArrayList<>();
    private @Nullable Pattern anySought;

    /**
     * @param input where a caller may have written something that looks like a token
     */
    Tokens(Map<String, Object> input) {
        whole = input.toString();
    }

    /** Gives a value its token, unless it has one. */
    void add(Object value, String kind, Normalisation normalisation) {
        if (byValue.containsKey(key(value))) {
            return;
        }
        String token = next(kind);
        byValue.put(key(value), token);
        if (value instanceof String || value instanceof Number) {
            String text = value.toString();
            Spelling.expressions(text, normalisation)
                    .forEach(expression -> sought.add(new Sought(text, expression, token)));
        }
    }

    String of(Object value) {
        String token = byValue.get(key(value));
        if (token == null) {
            throw new IllegalStateException("a sensitive value has no token");
        }
        return token;
    }

    int count() {
        return new HashSet<>(byValue.values()).size();
    }

    String replaceIn(String text) {
        if (sought.isEmpty()) {
            return text;
        }
        return pattern().matcher(text).replaceAll(match -> Matcher.quoteReplacement(tokenOf(match)));
    }

    private String tokenOf(java.util.regex.MatchResult match) {
        for (int i = 0; i < sought.size(); i++) {
            if (match.group(i + 1) != null) {
                return sought.get(i).token();
            }
        }
        throw new IllegalStateException("a match without a group");
    }

    /** One pattern for all values, longest first, so that no value is found inside another one's token. */
    private Pattern pattern() {
        if (anySought == null) {
            sought.sort(
                    Comparator.comparingInt((Sought one) -> one.text().length()).reversed());
            anySought = Pattern.compile(
                    sought.stream().map(one -> "(" + one.expression() + ")").collect(Collectors.joining("|")));
        }
        return anySought;
    }

    private String next(String kind) {
        String token;
        do {
            token = "[" + kind + "_" + last.merge(kind, 1, Integer::sum) + "]";
        } while (whole.contains(token));
        return token;
    }

    /** Addresses that differ in case only are one; a text and a number are not. */
    private static Object key(Object value) {
        return value instanceof String text && text.contains("@") ? Set.of(text.toLowerCase(Locale.ROOT)) : value;
    }
}
