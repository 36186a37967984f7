package io.assay.local.gateway;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import okhttp3.Response;

/** Writes answers: those of a service as they are but for what must be rewritten, and errors in the service's shape. */
final class Answers {
    /** Of one connection only (RFC 9110, 7.6.1), or set by our own server. */
    private static final Set<String> NOT_PASSED_ON = Set.of(
            "connection", "keep-alive", "transfer-encoding", "content-length", "date", "te", "trailer", "upgrade");

    private Answers() {}

    /** @return bytes of the body */
    static long passOn(HttpExchange exchange, Response response, Rewrite rewrite) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        response.headers().toMultimap().forEach((name, values) -> {
            if (!NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) headers.put(name, values);
        });
        try (InputStream in = response.body().byteStream()) {
            if (exchange.getRequestMethod().equals("HEAD")) {
                Optional.ofNullable(response.header("Content-Length"))
                        .ifPresent(length -> headers.set("Content-Length", length));
                exchange.sendResponseHeaders(response.code(), -1);
                return 0;
            }
            if (rewrite instanceof Rewrite.None) return stream(exchange, response, in);
            byte[] came = in.readAllBytes();
            Optional<byte[]> other = rewrite.apply(came);
            // DynamoDB's checksum is of the body that came; SDK clients do without, but not with a wrong one.
            if (other.isPresent()) headers.remove("x-amz-crc32");
            return write(exchange, response.code(), other.orElse(came));
        }
    }

    /** @return bytes of the body */
    static long error(HttpExchange exchange, AwsError error) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        String id = UUID.randomUUID().toString();
        headers.set("x-amzn-RequestId", id);
        byte[] body = body(error, headers, id).getBytes(StandardCharsets.UTF_8);
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(error.status(), -1);
            return 0;
        }
        return write(exchange, error.status(), body);
    }

    private static String body(AwsError error, Headers headers, String id) {
        return switch (error.service()) {
            case DYNAMODB, SQS, SECRETS_MANAGER, CODEDEPLOY -> {
                headers.set(
                        "Content-Type",
                        error.service() == Service.SECRETS_MANAGER || error.service() == Service.CODEDEPLOY
                                ? "application/x-amz-json-1.1"
                                : "application/x-amz-json-1.0");
                if (error.service() == Service.SQS)
                    headers.set("x-amzn-query-error", error.code() + (error.status() < 500 ? ";Sender" : ";Receiver"));
                // AWS writes this one field with a capital in refusals, and small in all other errors.
                String field = error.type().endsWith("AccessDeniedException") ? "Message" : "message";
                yield "{\"__type\":\"" + error.type() + "\",\"" + field + "\":\"" + json(error.message()) + "\"}";
            }
            case BEDROCK, LAMBDA -> {
                headers.set("Content-Type", "application/json");
                headers.set("x-amzn-ErrorType", error.type());
                yield "{\"message\":\"" + json(error.message()) + "\"}";
            }
            case S3 -> {
                headers.set("Content-Type", "application/xml");
                headers.set("x-amz-request-id", id);
                yield "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + error.type() + "</Code><Message>"
                        + xml(error.message()) + "</Message><RequestId>" + id
                        + "</RequestId><HostId>local</HostId></Error>";
            }
        };
    }

    private static long stream(HttpExchange exchange, Response response, InputStream in) throws IOException {
        long length = response.body().contentLength();
        if (response.code() == 204 || response.code() == 304 || length == 0) {
            exchange.sendResponseHeaders(response.code(), -1);
            return 0;
        }
        exchange.sendResponseHeaders(response.code(), Math.max(length, 0));
        try (OutputStream out = exchange.getResponseBody()) {
            return in.transferTo(out);
        }
    }

    private static long write(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0)
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        return body.length;
    }

    private static String json(String text) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(text));
    }

    private static String xml(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
