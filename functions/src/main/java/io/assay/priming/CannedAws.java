package io.assay.priming;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands for every service of AWS on a port of this process's loopback while the function is primed. Real connections,
 * so that the HTTP client is walked as well; one request each, one after the other.
 */
final class CannedAws implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CannedAws.class);
    private static final int TLS_HANDSHAKE = 0x16;
    /** More than the connections that a function opens side by side. */
    private static final int BACKLOG = 64;

    private final ServerSocket socket;
    private final CannedAnswers answers;

    /**
     * What is asked.
     *
     * @param headers names in lower case
     */
    record Request(String method, String path, Map<String, String> headers, String body) {}

    /** What is answered, always with success. */
    record Answer(String contentType, String body) {}

    private CannedAws(ServerSocket socket, CannedAnswers answers) {
        this.socket = socket;
        this.answers = answers;
    }

    static CannedAws start(CannedAnswers answers) throws IOException {
        CannedAws aws = new CannedAws(new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()), answers);
        Thread.ofPlatform().daemon().name("canned-aws").start(aws::serve);
        return aws;
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket connection = socket.accept()) {
                serve(connection);
            } catch (IOException | RuntimeException e) {
                if (!socket.isClosed()) {
                    LOG.error("a request of the priming was not answered", e);
                }
            }
        }
    }

    private void serve(Socket connection) throws IOException {
        InputStream in = new BufferedInputStream(connection.getInputStream());
        OutputStream out = connection.getOutputStream();
        in.mark(1);
        int first = in.read();
        if (first == TLS_HANDSHAKE || first < 0) {
            return;
        }
        in.reset();
        String[] request = line(in).split(" ", -1);
        Map<String, String> headers = new HashMap<>();
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            int colon = header.indexOf(':');
            headers.put(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip());
        }
        if (headers.containsKey("expect")) {
            out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        Answer answer =
                answers.answer(new Request(request[0], request[1], headers, new String(body, StandardCharsets.UTF_8)));
        byte[] said = answer.body().getBytes(StandardCharsets.UTF_8);
        out.write(("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: " + answer.contentType()
                        + "\r\nETag: \"canned\"\r\nContent-Length: " + said.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.write(said);
        out.flush();
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
