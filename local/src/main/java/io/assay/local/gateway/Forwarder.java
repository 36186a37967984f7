package io.assay.local.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Sends a request on to the service that it is for. */
final class Forwarder implements AutoCloseable {
    static {
        // Every local service keeps an idle connection for 30 s or longer; a client that keeps it as long may send into
        // one that is just being closed, and a POST is not sent twice.
        if (System.getProperty("jdk.httpclient.keepalive.timeout") == null)
            System.setProperty("jdk.httpclient.keepalive.timeout", "10");
    }

    /** Longer than any function may run here, so that it only ends what nobody waits for. */
    private static final Duration GIVE_UP = Duration.ofMinutes(5);

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
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    Forwarder(Map<Service, URI> backends) {
        this.backends = Map.copyOf(backends);
    }

    /**
     * @throws Refusal     when there is no such service, or nobody answers there
     * @throws IOException when the connection breaks
     */
    HttpResponse<InputStream> send(Call call, Inbound request) throws IOException, InterruptedException, Refusal {
        URI backend = backends.get(call.service());
        if (backend == null)
            throw new Refusal(AwsError.failed(
                    call.service(), "The local stack runs no " + call.service().signingName() + "."));
        HttpRequest.Builder out = HttpRequest.newBuilder(URI.create(base(backend) + request.target()))
                .timeout(GIVE_UP)
                .method(request.method(), publisher(request));
        request.headers().forEach((name, values) -> {
            if (isPassedOn(name.toLowerCase(Locale.ROOT), call.service()))
                for (String value : values) out.header(name, value);
        });
        try {
            return client.send(out.build(), BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new Refusal(AwsError.failed(
                    call.service(), "The local " + call.service().signingName() + " does not answer: " + e));
        }
    }

    /** ElasticMQ asks neither who calls nor with what, and to find both ill-formed takes it longer than all the rest. */
    private static boolean isPassedOn(String name, Service service) {
        return !NOT_PASSED_ON.contains(name)
                && !(service == Service.SQS && (name.equals("authorization") || name.equals("user-agent")));
    }

    private static BodyPublisher publisher(Inbound request) {
        byte[] read = request.bodyIfRead();
        if (read != null) return read.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(read);
        long length = request.header("Content-Length").map(Long::parseLong).orElse(-1L);
        if (length == 0 || (length < 0 && request.header("Transfer-Encoding").isEmpty()))
            return BodyPublishers.noBody();
        BodyPublisher stream = BodyPublishers.ofInputStream(request::stream);
        return length < 0 ? stream : BodyPublishers.fromPublisher(stream, length);
    }

    private static String base(URI backend) {
        String text = backend.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    @Override
    public void close() {
        client.shutdownNow();
        client.close();
    }
}
