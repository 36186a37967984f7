package io.assay.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON into maps, lists, texts, {@link Integer}, {@link Long}, {@link BigDecimal}, {@link Boolean} and null.
 *
 * <p>Strict, because what is read may come from a stranger: no duplicate names, at most {@value #MAX_DEPTH} levels, one
 * value a text. Written is JSON in {@code core.CanonicalJson}.
 */
public final class Json {
    /** Deepest nesting that is read. */
    public static final int MAX_DEPTH = 64;

    private static final long EXACT = 1L << 53;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(64)
                    .build())
            .build();

    private Json() {}

    /** @throws MalformedJson if the text is no single JSON object, or breaks a bound */
    public static Map<String, Object> object(String text) {
        return object(text.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws MalformedJson if the bytes are no single JSON object, or break a bound */
    public static Map<String, Object> object(byte[] bytes) {
        try (JsonParser parser = FACTORY.createParser(bytes)) {
            return whole(parser);
        } catch (JsonProcessingException e) {
            throw MalformedJson.of(e);
        } catch (IOException e) {
            throw new MalformedJson("not readable as UTF-8 text", e);
        }
    }

    /**
     * @throws MalformedJson if the stream holds no single JSON object, or breaks a bound
     * @throws IOException   if the stream cannot be read
     */
    public static Map<String, Object> object(InputStream stream) throws IOException {
        return object(stream.readAllBytes());
    }

    private static Map<String, Object> whole(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new MalformedJson("not a JSON object");
        }
        Map<String, Object> object = readObject(parser);
        if (parser.nextToken() != null) {
            throw new MalformedJson("more than one JSON value");
        }
        return object;
    }

    private static Map<String, Object> readObject(JsonParser parser) throws IOException {
        Map<String, Object> object = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (object.containsKey(name)) { // Jackson's own look-out keeps a set of names beside the map
                throw MalformedJson.at("JSON with a field given twice", parser.currentTokenLocation());
            }
            parser.nextToken();
            put(object, name, value(parser));
        }
        return object;
    }

    @SuppressWarnings("NullAway") // JSON's null is a value here
    private static void put(Map<String, Object> object, String name, @Nullable Object value) {
        object.put(name, value);
    }

    @SuppressWarnings("NullAway") // JSON's null is a value here
    private static List<Object> readArray(JsonParser parser) throws IOException {
        List<Object> array = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(parser));
        }
        return array;
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> readObject(parser);
            case START_ARRAY -> readArray(parser);
            case VALUE_STRING -> wellFormed(parser.getText());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case VALUE_NUMBER_INT -> whole(parser.getNumberValue());
            case VALUE_NUMBER_FLOAT -> finite(parser.getDecimalValue());
            default -> throw new MalformedJson("JSON with an unexpected " + parser.currentToken());
        };
    }

    /** I-JSON (RFC 7493, section 2.2): whole numbers beyond ±2^53 are not carried exactly by every reader. */
    private static Number whole(Number number) {
        if (number instanceof Integer || (number instanceof Long whole && whole <= EXACT && whole >= -EXACT)) {
            return number;
        }
        throw new MalformedJson("JSON with a whole number beyond ±2^53: send it as text");
    }

    /** What canonical JSON writes as a whole number (below 1e21) keeps to the bound of whole numbers, to be read again. */
    private static BigDecimal finite(BigDecimal number) {
        double size = Math.abs(number.doubleValue());
        if (Double.isInfinite(size) || (size == 0 && number.signum() != 0)) {
            throw new MalformedJson("JSON with a number beyond what a double holds: send it as text");
        }
        if (size > EXACT && size < 1e21) {
            throw new MalformedJson("JSON with a whole number beyond ±2^53: send it as text");
        }
        return number;
    }

    /** I-JSON (RFC 7493, section 2.1): a lone surrogate is no text, and canonical JSON could not write it. Jackson refuses it in names. */
    private static String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (!Character.isSupplementaryCodePoint(text.codePointAt(i))) {
                    throw new MalformedJson("JSON with text that holds half a surrogate pair");
                }
                i++;
            }
        }
        return text;
    }
}
