package io.assay.local.gateway;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import okio.Okio;
import okio.Source;
import org.jspecify.annotations.Nullable;

/** Sends a request on to the service that it is for. */
final class Forwarder implements AutoCloseable {
    /** Longer than any function may run here, so that it only ends what nobody waits for. */
    private static final Duration GIVE_UP = Duration.ofMinutes(5);

    private static final int IDLE_CONNECTIONS = 64;

    /**
     * Every local service keeps an idle connection for 30 s or longer; a client that keeps it as long may send into one
     * that is just being closed, and a POST is not sent twice.
     */
    private static final int IDLE_SECONDS = 10;

    /** Of one connection only, or set by the client itself. */
    private static final Set<String> NOT_PASSED_ON = Set.of(
            "connection",
            "keep-alive",
            "transfer-encoding",
            "content-length",
            "host",
            "expect",
            "upgrade",
            "te",
            "trailer");

    private final Map<Service, URI> backends;
    private final OkHttpClient client = new OkHttpClient.Builder()
            .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, IDLE_SECONDS, TimeUnit.SECONDS))
            .connectTimeout(Duration.ofSeconds(5))
            .readTimeout(GIVE_UP)
            .writeTimeout(GIVE_UP)
            .retryOnConnectionFailure(false)
            .followRedirects(false)
            .build();

    Forwarder(Map<Service, URI> backends) {
        this.backends = Map.copyOf(backends);
    }

    /**
     * @return the answer, to be closed
     * @throws Refusal when there is no such service, or nobody answers there
     */
    Response send(Call call, Inbound request) throws Refusal {
        URI backend = backends.get(call.service());
        if (backend == null)
            throw new Refusal(AwsError.failed(
                    call.service(), "The local stack runs no " + call.service().signingName() + "."));
        Request.Builder out = new Request.Builder()
                .url(base(backend) + request.target())
                .method(request.method(), body(request))
                // Else the client asks for gzip and unpacks it, and no length would be known.
                .header("Accept-Encoding", request.header("Accept-Encoding").orElse("identity"));
        request.headers().forEach((name, values) -> {
            if (isPassedOn(name.toLowerCase(Locale.ROOT), call.service()))
                for (String value : values) out.addHeader(name, value);
        });
        try {
            return client.newCall(out.build()).execute();
        } catch (IOException e) {
            throw new Refusal(AwsError.failed(
                    call.service(), "The local " + call.service().signingName() + " does not answer: " + e));
        }
    }

    /** ElasticMQ asks neither who calls nor with what, and to find both ill-formed takes it longer than all the rest. */
    private static boolean isPassedOn(String name, Service service) {
        return !NOT_PASSED_ON.contains(name)
                && !name.equals("accept-encoding")
                && !(service == Service.SQS && (name.equals("authorization") || name.equals("user-agent")));
    }

    /** Null where there is none and none is needed. */
    private static @Nullable RequestBody body(Inbound request) {
        byte[] read = request.bodyIfRead();
        if (read != null && read.length > 0) return RequestBody.create(read);
        long length = request.header("Content-Length").map(Long::parseLong).orElse(-1L);
        if (read != null
                || length == 0
                || (length < 0 && request.header("Transfer-Encoding").isEmpty()))
            return Set.of("POST", "PUT").contains(request.method()) ? RequestBody.EMPTY : null;
        return new Streamed(request, length);
    }

    /** A body that goes through as it comes. */
    private static final class Streamed extends RequestBody {
        private final Inbound request;
        private final long length;

        private Streamed(Inbound request, long length) {
            this.request = request;
            this.length = length;
        }

        @Override
        public okhttp3.@Nullable MediaType contentType() {
            return null;
        }

        @Override
        public long contentLength() {
            return length;
        }

        @Override
        public boolean isOneShot() {
            return true;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            try (Source source = Okio.source(request.stream())) {
                sink.writeAll(source);
            }
        }
    }

    private static String base(URI backend) {
        String text = backend.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    @Override
    public void close() {
        client.dispatcher().cancelAll();
        client.connectionPool().evictAll();
    }
}
