package io.assay.action;

import io.assay.core.Hashes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.net.SocketFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Posts a decision to an HTTPS address on the allow-list, signed.
 *
 * <p>The connection is made to the very address that was checked: a second look-up by an HTTP client could answer with
 * another one (DNS rebinding), so the request is written on the socket itself. There is one request a connection, no
 * redirect is followed, and addresses that are not public are refused; no setting turns that off.
 *
 * <p>Signature: header {@code Assay-Signature: t=<Unix seconds>,v1=<hex>}, the HMAC-SHA-256 under the shared secret of
 * {@code <t>.<body>}. The receiver refuses old times and takes each {@code decisionId} once.
 */
public final class Webhook {
    /** Of the whole exchange: a receiver that drips its answer must not hold up a batch, nor outlast a stop. */
    private static final Duration TIMEOUT = Duration.ofSeconds(4);

    /** The status line is all that is read of an answer. */
    private static final int MAX_STATUS_LINE = 256;

    /** Names to addresses. */
    @FunctionalInterface
    public interface Resolver {
        List<InetAddress> resolve(String host) throws UnknownHostException;
    }

    private final Set<String> allowed;
    private final Resolver resolver;
    private final SocketFactory sockets;
    private final SSLSocketFactory tls;
    private final Clock clock;

    /**
     * @param allowed  hosts that may be called, in lower case
     * @param resolver how names become addresses
     * @param sockets  makes the connection to a checked address
     * @param tls      holds the trust store
     */
    public Webhook(Set<String> allowed, Resolver resolver, SocketFactory sockets, SSLSocketFactory tls, Clock clock) {
        this.allowed = Set.copyOf(allowed);
        this.resolver = resolver;
        this.sockets = sockets;
        this.tls = tls;
        this.clock = clock;
    }

    /**
     * @return the status, 200 to 299
     * @throws WebhookRefused if the address may not be called, or the receiver does not answer with success
     */
    public int post(URI url, String body, String decisionId, String secret) {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        String host = checkedHost(url);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        try (Socket plain = connect(host, deadline);
                SSLSocket socket = (SSLSocket) tls.createSocket(plain, host, 443, true)) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            parameters.setServerNames(List.of(new SNIHostName(host)));
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            OutputStream out = socket.getOutputStream();
            out.write(head(url, host, bytes.length, decisionId, signature(secret, body))
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(bytes);
            out.flush();
            int status = status(socket, deadline);
            if (status < 200 || status > 299) {
                throw new WebhookRefused("the receiver answered " + status);
            }
            return status;
        } catch (IOException e) {
            throw new WebhookRefused(
                    "the receiver cannot be reached: " + e.getClass().getSimpleName(), e);
        }
    }

    private String checkedHost(URI url) {
        String host = url.getHost() == null ? "" : url.getHost().toLowerCase(Locale.ROOT);
        if (!"https".equalsIgnoreCase(url.getScheme())
                || url.getUserInfo() != null
                || (url.getPort() != -1 && url.getPort() != 443)) {
            throw new WebhookRefused("a webhook is https on port 443 without user information");
        }
        if (!allowed.contains(host)) {
            throw new WebhookRefused("the host is not on the allow-list");
        }
        return host;
    }

    private Socket connect(String host, long deadline) throws IOException {
        List<InetAddress> addresses = resolver.resolve(host);
        if (addresses.isEmpty() || !addresses.stream().allMatch(PublicAddress::is)) {
            throw new WebhookRefused("the host's address is not public");
        }
        Socket socket = sockets.createSocket();
        socket.setSoTimeout(left(deadline));
        socket.connect(new InetSocketAddress(addresses.getFirst(), 443), left(deadline));
        return socket;
    }

    private String signature(String secret, String body) {
        long time = clock.instant().getEpochSecond();
        byte[] mac = Hashes.hmac(
                secret.getBytes(StandardCharsets.UTF_8), (time + "." + body).getBytes(StandardCharsets.UTF_8));
        return "t=" + time + ",v1=" + HexFormat.of().formatHex(mac);
    }

    private static String head(URI url, String host, int length, String decisionId, String signature) {
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        return "POST " + path + query + " HTTP/1.1\r\n"
                + "Host: " + host + "\r\n"
                + "Content-Type: application/json\r\n"
                + "Content-Length: " + length + "\r\n"
                + "Idempotency-Key: " + decisionId + "\r\n"
                + "Assay-Signature: " + signature + "\r\n"
                + "User-Agent: assay\r\n"
                + "Connection: close\r\n\r\n";
    }

    /** Milliseconds until the deadline. */
    private static int left(long deadline) throws SocketTimeoutException {
        long millis = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
        if (millis <= 0) {
            throw new SocketTimeoutException("no answer in time");
        }
        return (int) millis;
    }

    private static int status(Socket socket, long deadline) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder line = new StringBuilder();
        socket.setSoTimeout(left(deadline));
        for (int c = in.read(); c != -1 && c != '\n' && line.length() < MAX_STATUS_LINE; c = in.read()) {
            line.append((char) c);
            socket.setSoTimeout(left(deadline));
        }
        String[] words = line.toString().strip().split(" ", 3);
        if (words.length < 2 || !words[0].startsWith("HTTP/1.") || !words[1].matches("[1-5][0-9][0-9]")) {
            throw new WebhookRefused("the receiver does not speak HTTP/1.1");
        }
        return Integer.parseInt(words[1]);
    }
}
