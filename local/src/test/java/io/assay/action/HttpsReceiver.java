package io.assay.action;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.SocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** A real HTTPS server on the loopback with a certificate for one name, and the socket factory that reaches it. */
final class HttpsReceiver implements AutoCloseable {
    private static final String PASSWORD = "changeit";

    record Received(String method, String path, Map<String, List<String>> headers, String body) {}

    private final HttpsServer server;
    private final SSLContext context;
    final Queue<Received> received = new ConcurrentLinkedQueue<>();
    final AtomicInteger status = new AtomicInteger(204);
    /** How it behaves next, and then no more. */
    final AtomicReference<Lapse> lapse = new AtomicReference<>(Lapse.NONE);

    /** What a receiver may do beside answering. */
    enum Lapse {
        NONE,
        /** It takes the decision, and its connection ends without an answer. */
        LOSES_ITS_ANSWER,
        /** It takes the decision, and answers nothing for longer than a webhook waits. */
        TIMES_OUT
    }

    HttpsReceiver(Path folder, String name) throws IOException, GeneralSecurityException, InterruptedException {
        context = context(keyStore(folder, name));
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            received.add(new Received(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    Map.copyOf(exchange.getRequestHeaders()),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            switch (lapse.getAndSet(Lapse.NONE)) {
                case NONE -> {}
                case LOSES_ITS_ANSWER -> {
                    exchange.close();
                    return;
                }
                case TIMES_OUT -> {
                    return; // the client hangs up
                }
            }
            if (status.get() == 302) {
                exchange.getResponseHeaders().add("Location", "https://" + name + "/elsewhere");
            }
            exchange.sendResponseHeaders(status.get(), -1);
            exchange.close();
        });
        server.start();
    }

    SSLSocketFactory tls() {
        return context.getSocketFactory();
    }

    /** Sockets that end here, whatever address they were to connect to. */
    SocketFactory sockets() {
        return new SocketFactory() {
            @Override
            public Socket createSocket() {
                return new Socket() {
                    @Override
                    public void connect(SocketAddress endpoint, int timeout) throws IOException {
                        super.connect(server.getAddress(), timeout);
                    }
                };
            }

            @Override
            public Socket createSocket(String host, int port) {
                throw new IllegalStateException("a webhook connects to a checked address");
            }

            @Override
            public Socket createSocket(String host, int port, InetAddress local, int localPort) {
                throw new IllegalStateException("a webhook connects to a checked address");
            }

            @Override
            public Socket createSocket(InetAddress host, int port) {
                throw new IllegalStateException("a webhook sets its timeouts before it connects");
            }

            @Override
            public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
                throw new IllegalStateException("a webhook sets its timeouts before it connects");
            }
        };
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static KeyStore keyStore(Path folder, String name)
            throws IOException, GeneralSecurityException, InterruptedException {
        Path file = folder.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "receiver",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "SAN=dns:" + name,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (keytool.waitFor() != 0) {
            throw new IllegalStateException("keytool failed");
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    private static SSLContext context(KeyStore store) throws GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        try {
            trusted.load(null, null);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        trusted.setCertificateEntry("receiver", store.getCertificate("receiver"));
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
