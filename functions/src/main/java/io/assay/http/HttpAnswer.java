package io.assay.http;

import io.assay.core.CanonicalJson;
import java.util.Map;

/**
 * What a function answers.
 *
 * @param status 200 to 599
 * @param body   JSON text
 */
public record HttpAnswer(int status, Map<String, String> headers, String body) {
    public static HttpAnswer json(int status, Map<String, Object> body) {
        return new HttpAnswer(status, Map.of("content-type", "application/json"), CanonicalJson.text(body));
    }

    Map<String, Object> event() {
        return Map.of("statusCode", status, "headers", headers, "body", body, "isBase64Encoded", false);
    }
}
