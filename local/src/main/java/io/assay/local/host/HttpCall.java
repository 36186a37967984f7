package io.assay.local.host;

import com.sun.net.httpserver.HttpExchange;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request as it came, and the event that API Gateway makes of it (HTTP API, payload format 2.0).
 *
 * @param headers  names in lower case, several values of one name joined with commas; cookies are apart
 * @param rawPath  percent-encoded, as it was sent
 * @param rawQuery as it was sent; empty when there was none
 */
@SuppressWarnings("ArrayRecordComponent")
record HttpCall(
        String id,
        Instant at,
        String method,
        String rawPath,
        String rawQuery,
        String protocol,
        String sourceIp,
        Map<String, String> headers,
        List<String> cookies,
        byte[] body) {

    private static final DateTimeFormatter CLF =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);

    static HttpCall of(HttpExchange exchange, byte[] body, String id, Instant at) {
        Map<String, String> headers = new TreeMap<>();
        List<String> cookies = new ArrayList<>();
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (name.equalsIgnoreCase("cookie")) {
                values.forEach(line -> cookies.addAll(List.of(line.split(";\\s*", -1))));
            } else {
                headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values));
            }
        });
        String query = exchange.getRequestURI().getRawQuery();
        return new HttpCall(
                id,
                at,
                exchange.getRequestMethod(),
                exchange.getRequestURI().getRawPath(),
                query == null ? "" : query,
                exchange.getProtocol(),
                exchange.getRemoteAddress().getAddress().getHostAddress(),
                headers,
                cookies,
                body);
    }

    /** Query parameters, decoded; several values of one name joined with commas. */
    Map<String, String> query() {
        Map<String, String> query = new LinkedHashMap<>();
        if (!rawQuery.isEmpty()) {
            for (String pair : rawQuery.split("&", -1)) {
                int equals = pair.indexOf('=');
                String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
                String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
                query.merge(name, value, (a, b) -> a + "," + b);
            }
        }
        return query;
    }

    /** @param authorizer what the JWT authorizer found, or null on a public route */
    byte[] event(RouteTable.Match match, String account, String apiId, @Nullable Map<String, Object> authorizer) {
        String domain = apiId + ".execute-api.local";
        String path = RouteTable.decoded(rawPath);
        Map<String, Object> http = new LinkedHashMap<>();
        http.put("method", method);
        http.put("path", path);
        http.put("protocol", protocol);
        http.put("sourceIp", sourceIp);
        http.put("userAgent", headers.getOrDefault("user-agent", ""));
        Map<String, Object> context = new LinkedHashMap<>();
        context.put("accountId", account);
        context.put("apiId", apiId);
        if (authorizer != null) {
            context.put("authorizer", Map.of("jwt", authorizer));
        }
        context.put("domainName", domain);
        context.put("domainPrefix", apiId);
        context.put("http", http);
        context.put("requestId", id);
        context.put("routeKey", match.entry().key());
        context.put("stage", "$default");
        context.put("time", CLF.format(at));
        context.put("timeEpoch", at.toEpochMilli());

        Map<String, Object> event = new LinkedHashMap<>();
        event.put("version", "2.0");
        event.put("routeKey", match.entry().key());
        event.put("rawPath", path);
        event.put("rawQueryString", rawQuery);
        if (!cookies.isEmpty()) {
            event.put("cookies", cookies);
        }
        event.put("headers", headers);
        Map<String, String> query = query();
        if (!query.isEmpty()) {
            event.put("queryStringParameters", query);
        }
        event.put("requestContext", context);
        if (!match.pathParameters().isEmpty()) {
            event.put("pathParameters", match.pathParameters());
        }
        putBody(event);
        return Json.bytes(event);
    }

    private void putBody(Map<String, Object> event) {
        boolean text = isText(headers.getOrDefault("content-type", ""));
        if (body.length > 0) {
            String decoded = text ? utf8(body) : null;
            event.put("body", decoded == null ? Base64.getEncoder().encodeToString(body) : decoded);
            event.put("isBase64Encoded", decoded == null);
        } else {
            event.put("isBase64Encoded", false);
        }
    }

    /** The content types that API Gateway hands over as text; a form, for one, comes in base 64. */
    private static boolean isText(String contentType) {
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return type.startsWith("text/")
                || type.equals("application/json")
                || type.endsWith("+json")
                || type.equals("application/javascript")
                || type.equals("application/xml");
    }

    private static @Nullable String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static String decoded(String query) {
        return URLDecoder.decode(query, StandardCharsets.UTF_8);
    }
}
