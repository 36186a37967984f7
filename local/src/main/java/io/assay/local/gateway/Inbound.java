package io.assay.local.gateway;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request on its way in. Its body is read only if somebody asks for it, so that large objects stream through. */
final class Inbound {
    private final HttpExchange exchange;
    private final CountingStream stream;
    private byte @Nullable [] read;

    Inbound(HttpExchange exchange) {
        this.exchange = exchange;
        this.stream = new CountingStream(exchange.getRequestBody());
    }

    String method() {
        return exchange.getRequestMethod();
    }

    /** Still percent-encoded, with a leading slash. */
    String path() {
        String path = exchange.getRequestURI().getRawPath();
        return path.isEmpty() ? "/" : path;
    }

    /** Path and query exactly as they came. */
    String target() {
        String query = exchange.getRequestURI().getRawQuery();
        return query == null ? path() : path() + "?" + query;
    }

    /** Query parameters, still percent-encoded; one without a value has the empty string. */
    Map<String, String> query() {
        String raw = exchange.getRequestURI().getRawQuery();
        Map<String, String> query = new LinkedHashMap<>();
        if (raw == null) return query;
        for (String pair : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 0) query.put(pair, "");
            else query.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return query;
    }

    Headers headers() {
        return exchange.getRequestHeaders();
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers().getFirst(name));
    }

    /** The whole body. */
    byte[] body() throws IOException {
        if (read == null) read = stream.readAllBytes();
        return read;
    }

    /** Puts another body in the place of the one that came. */
    void body(byte[] other) {
        read = other;
    }

    /** The body when it has been read or replaced, else null: then {@link #stream()} still holds it. */
    byte @Nullable [] bodyIfRead() {
        return read;
    }

    InputStream stream() {
        return stream;
    }

    /** Bytes of the body that came in so far. */
    long received() {
        return stream.count;
    }

    private static final class CountingStream extends FilterInputStream {
        private long count;

        private CountingStream(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int one = in.read();
            if (one >= 0) count++;
            return one;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int some = in.read(into, from, length);
            if (some > 0) count += some;
            return some;
        }

        @Override
        public byte[] readAllBytes() throws IOException {
            byte[] all = in.readAllBytes();
            count += all.length;
            return all;
        }
    }
}
