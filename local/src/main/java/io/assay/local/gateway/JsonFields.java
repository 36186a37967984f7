package io.assay.local.gateway;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The few fields of a JSON body that the gateway needs; all else is skipped without being built. */
record JsonFields(Service service, Map<String, Object> values) {
    private static final JsonFactory JSON = new JsonFactory();

    /** @throws Refusal when the body is not a JSON object */
    static JsonFields of(Service service, byte[] body, Set<String> wanted) throws IOException, Refusal {
        Map<String, Object> values = new LinkedHashMap<>();
        try (JsonParser parser = JSON.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT)
                throw new Refusal(AwsError.malformed(service, "The body is not a JSON object."));
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                if (wanted.contains(name)) values.put(name, value(parser));
                else parser.skipChildren();
            }
        } catch (JsonProcessingException e) {
            throw new Refusal(AwsError.malformed(service, "The body is not JSON: " + e.getOriginalMessage()));
        }
        return new JsonFields(service, values);
    }

    /** @throws Refusal when the field is absent or no string */
    String text(String field) throws Refusal {
        return optionalText(field)
                .orElseThrow(() -> new Refusal(AwsError.malformed(service, "The request has no " + field + ".")));
    }

    Optional<String> optionalText(String field) {
        return values.get(field) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    Map<?, ?> map(String field) {
        return values.get(field) instanceof Map<?, ?> map ? map : Map.of();
    }

    List<?> list(String field) {
        return values.get(field) instanceof List<?> list ? list : List.of();
    }

    private static Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case null -> throw new JsonEOFException(parser, JsonToken.NOT_AVAILABLE, "it ends too early");
            case START_OBJECT -> {
                Map<String, Object> map = new LinkedHashMap<>();
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String name = parser.currentName();
                    parser.nextToken();
                    map.put(name, value(parser));
                }
                yield map;
            }
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) list.add(value(parser));
                yield list;
            }
            default -> parser.getText();
        };
    }
}
