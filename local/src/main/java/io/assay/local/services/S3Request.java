package io.assay.local.services;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A path-style request.
 *
 * @param key     empty for a request on the bucket
 * @param query   decoded; a parameter without a value has the empty one
 * @param headers by lower-case name, trailers of a chunked upload included
 * @param body    after the chunks are taken apart
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record S3Request(
        String method, String bucket, String key, Map<String, String> query, Map<String, String> headers, byte[] body) {

    /** @throws S3Failure if the path or the query is not one, or the body's chunks are none */
    static S3Request read(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getRawPath().substring(1);
        int slash = path.indexOf('/');
        var headers = new HashMap<String, String>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (headers.getOrDefault("x-amz-content-sha256", "").startsWith("STREAMING-")) {
            var upload = ChunkedUpload.decode(body);
            headers.putAll(upload.trailers());
            body = upload.content();
        }
        return new S3Request(
                exchange.getRequestMethod(),
                decode(slash < 0 ? path : path.substring(0, slash)),
                slash < 0 ? "" : decode(path.substring(slash + 1)),
                query(exchange.getRequestURI().getRawQuery()),
                headers,
                body);
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name));
    }

    boolean asksFor(String subresource) {
        return query.containsKey(subresource);
    }

    boolean bypassesGovernance() {
        return header("x-amz-bypass-governance-retention")
                .filter("true"::equalsIgnoreCase)
                .isPresent();
    }

    private static Map<String, String> query(@Nullable String raw) {
        var query = new HashMap<String, String>();
        if (raw == null || raw.isEmpty()) return query;
        for (var pair : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            var name = equals < 0 ? pair : pair.substring(0, equals);
            query.put(decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1)));
        }
        return query;
    }

    private static String decode(String raw) {
        try {
            // URLDecoder is for forms, where "+" is a space; in a URI it is itself.
            return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw S3Failure.of(400, "InvalidURI", "Couldn't parse the specified URI.");
        }
    }
}
