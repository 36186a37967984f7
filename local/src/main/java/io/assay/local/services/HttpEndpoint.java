package io.assay.local.services;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.assay.local.Threads;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The JDK's HTTP server on 127.0.0.1, a thread a request. */
final class HttpEndpoint implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpEndpoint.class);

    private final HttpServer server;
    private final ExecutorService threads;

    private HttpEndpoint(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * Starts serving.
     *
     * @param name for the error message
     * @param port 0 for any free one
     * @throws ServiceFailure if the port is taken
     */
    static HttpEndpoint start(String name, int port, HttpHandler handler) {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            var threads = Threads.asNeeded("service-" + name);
            server.setExecutor(threads);
            server.createContext("/", exchange -> serve(handler, exchange));
            server.start();
            return new HttpEndpoint(server, threads);
        } catch (IOException e) {
            throw new ServiceFailure(name + " did not start on port " + port, e);
        }
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** A defect of ours, or a request beyond what we read, must not leave a client waiting for its answer. */
    private static void serve(HttpHandler handler, HttpExchange exchange) throws IOException {
        try {
            handler.handle(exchange);
        } catch (RuntimeException e) {
            LOG.warn("{} {} failed", exchange.getRequestMethod(), exchange.getRequestURI(), e);
            answer(exchange, 500, Map.of(), new byte[0]);
        }
    }

    /** Answers and ends the exchange; a body is dropped where HTTP allows none. */
    static void answer(HttpExchange exchange, int status, Map<String, String> headers, byte[] body) throws IOException {
        try (exchange) {
            headers.forEach(exchange.getResponseHeaders()::set);
            boolean bodiless = exchange.getRequestMethod().equals("HEAD") || status == 204 || status == 304;
            if (bodiless || body.length == 0) {
                exchange.sendResponseHeaders(status, -1);
            } else {
                exchange.sendResponseHeaders(status, body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
