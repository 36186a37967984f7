package io.assay.privacy;

import io.assay.schema.Declared;
import io.assay.schema.Normalisation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Replaces what the schema marks {@code "x-sensitive": true} with tokens such as {@code [EMAIL_1]}, in the field itself and
 * wherever else in the same case it is written.
 *
 * <p>A token is named for the field's {@code x-normalise}, else for the field ({@code customerName} becomes
 * {@code [CUSTOMER_NAME_1]}); the same value has the same token throughout the case. Numbers, objects and arrays become a
 * token as a whole, and what stands inside them is looked for elsewhere as well. How values are recognised in other text
 * is told in {@link Spelling}. Fields of listed values, countries and languages keep their value unless they are
 * sensitive themselves. Nothing keeps the originals.
 */
public final class Masker {

    /**
     * @param value  the input with tokens
     * @param tokens how many different values were replaced
     * @param inText replaces the same values in further text
     */
    public record Masked(Map<String, Object> value, int tokens, UnaryOperator<String> inText) {

        /** True for text in which one of the sensitive values stands. */
        public boolean reveals(String text) {
            return !inText.apply(text).equals(text);
        }
    }

    private static final Pattern WORD_BEGINS = Pattern.compile("(?<=[\\p{Ll}\\d])(?=\\p{Lu})");
    private static final Pattern NO_WORD = Pattern.compile("[^A-Za-z0-9]+");
    private static final Pattern AROUND = Pattern.compile("^_+|_+$");

    private final Tokens tokens;

    private Masker(Tokens tokens) {
        this.tokens = tokens;
    }

    /**
     * @param normalised an input as {@link Normaliser} left it; not changed
     * @param declared   what the workflow's input schema declares
     */
    public static Masked mask(Map<String, Object> normalised, Declared declared) {
        Tokens tokens = new Tokens(normalised);
        Masker masker = new Masker(tokens);
        masker.collect(normalised, declared, "");
        return new Masked(masker.object(normalised, declared), tokens.count(), tokens::replaceIn);
    }

    private void collect(@Nullable Object value, Declared declared, String name) {
        if (declared.isSensitive()) {
            sensitive(value, declared, name);
            return;
        }
        switch (value) {
            case Map<?, ?> map ->
                map.forEach((key, inner) -> collect(inner, declared.field(String.valueOf(key)), String.valueOf(key)));
            case List<?> list -> {
                for (int i = 0; i < list.size(); i++) {
                    collect(list.get(i), declared.item(i), name);
                }
            }
            case null, default -> {}
        }
    }

    private void sensitive(@Nullable Object value, Declared declared, String name) {
        if (value == null || value.equals("")) {
            return;
        }
        Normalisation normalisation = declared.normalisation().orElse(Normalisation.TEXT);
        tokens.add(value, kind(declared, name), normalisation);
        switch (value) {
            case Map<?, ?> map
            when normalisation == Normalisation.AMOUNT && map.get("amount") instanceof String amount ->
                tokens.add(amount, kind(declared, name), Normalisation.TEXT);
            case Map<?, ?> map ->
                map.forEach((key, inner) -> sensitive(inner, declared.field(String.valueOf(key)), String.valueOf(key)));
            case List<?> list -> {
                for (int i = 0; i < list.size(); i++) {
                    sensitive(list.get(i), declared.item(i), name);
                }
            }
            default -> {}
        }
    }

    private @Nullable Object value(@Nullable Object value, Declared declared) {
        if (value == null || value.equals("")) {
            return value;
        }
        if (declared.isSensitive()) {
            return tokens.of(value);
        }
        return switch (value) {
            case String text -> isCode(declared) ? text : tokens.replaceIn(text);
            case Map<?, ?> map -> object(map, declared);
            case List<?> list -> array(list, declared);
            default -> value;
        };
    }

    private Map<String, Object> object(Map<?, ?> map, Declared declared) {
        Map<String, Object> values = new LinkedHashMap<>();
        map.forEach((key, inner) -> {
            String field = String.valueOf(key);
            String masked = declared.names(field) ? field : tokens.replaceIn(field);
            while (values.containsKey(masked)) {
                masked += "'"; // two names that differed only in what was masked
            }
            values.put(masked, value(inner, declared.field(field)));
        });
        return values;
    }

    private List<Object> array(List<?> list, Declared declared) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            values.add(value(list.get(i), declared.item(i)));
        }
        return values;
    }

    private static boolean isCode(Declared declared) {
        return declared.isEnumerated()
                || declared.normalisation()
                        .filter(kind -> kind == Normalisation.COUNTRY || kind == Normalisation.LANGUAGE)
                        .isPresent();
    }

    private static String kind(Declared declared, String name) {
        return declared.normalisation()
                .filter(normalisation -> normalisation != Normalisation.TEXT)
                .map(Normalisation::name)
                .orElseGet(() -> {
                    String parted = WORD_BEGINS.matcher(name).replaceAll("_");
                    String words = NO_WORD.matcher(parted).replaceAll("_").toUpperCase(Locale.ROOT);
                    String bare = AROUND.matcher(words).replaceAll("");
                    return bare.isEmpty() ? "VALUE" : bare;
                });
    }
}
