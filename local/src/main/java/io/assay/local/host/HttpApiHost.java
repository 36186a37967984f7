package io.assay.local.host;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.assay.local.Threads;
import io.assay.local.gateway.Faults;
import io.assay.local.template.Stack;
import io.assay.local.template.Stack.EventSource.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One HTTP API of the template on a local port: its routes, its authorizers, its functions. */
public final class HttpApiHost implements AutoCloseable {

    /** Limit of API Gateway on a request's body. */
    static final int MAX_BODY_BYTES = 10 * 1024 * 1024;

    /** Connections that wait to be accepted: a burst of clients must not meet the system's retry of a second. */
    private static final int BACKLOG = 1_024;

    private static final Logger LOG = LoggerFactory.getLogger(HttpApiHost.class);

    private final Stack stack;
    private final String apiId;
    private final Functions functions;
    private final Faults faults;
    private final Clock clock;
    private final RouteTable routes;
    private final Map<String, TokenCheck> authorizers = new HashMap<>();
    private final AtomicInteger throttled = new AtomicInteger();
    private final HttpServer server;
    private final ExecutorService threads = Threads.asNeeded("http-api");

    /**
     * @param localIssuer where an issuer that the template names is found locally
     * @param port        0: any free one
     * @throws IllegalArgumentException if a route names an authorizer that the API does not have
     */
    public HttpApiHost(
            Stack stack,
            Stack.HttpApi api,
            Functions functions,
            Faults faults,
            Function<String, URI> localIssuer,
            Clock clock,
            int port) {
        this.stack = stack;
        this.functions = functions;
        this.faults = faults;
        this.clock = clock;
        apiId = api.logicalId().toLowerCase(Locale.ROOT);
        api.authorizers()
                .forEach(a -> authorizers.put(a.name(), new TokenCheck(a, localIssuer.apply(a.issuer()), clock)));
        routes = new RouteTable(routesOf(api));
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        } catch (IOException e) {
            throw new UncheckedIOException("HTTP API: port " + port + " of localhost cannot be used", e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    public URI uri() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /** The next {@code requests} requests are answered as API Gateway answers when it throttles. */
    public void throttle(int requests) {
        throttled.set(requests);
    }

    private List<RouteTable.Entry> routesOf(Stack.HttpApi api) {
        List<RouteTable.Entry> entries = new ArrayList<>();
        for (Stack.Function function : stack.functions()) {
            for (Stack.EventSource source : function.sources()) {
                if (source instanceof Route route && route.api().equals(api.logicalId())) {
                    route.authorizer()
                            .filter(name -> !authorizers.containsKey(name))
                            .ifPresent(name -> {
                                throw new IllegalArgumentException("template: route " + route.id() + " of "
                                        + function.logicalId() + " names authorizer " + name + ", " + api.logicalId()
                                        + " has " + authorizers.keySet());
                            });
                    entries.add(new RouteTable.Entry(route, function.logicalId()));
                }
            }
        }
        return entries;
    }

    private void serve(HttpExchange exchange) throws IOException {
        String id = UUID.randomUUID().toString();
        try (exchange) {
            HttpAnswer answer;
            try {
                answer = answer(exchange, id);
            } catch (InterruptedException e) {
                answer = HttpAnswer.serviceUnavailable();
            } catch (RuntimeException e) {
                LOG.error("{} {}", exchange.getRequestMethod(), exchange.getRequestURI(), e);
                answer = HttpAnswer.internalServerError();
            }
            send(exchange, answer, id);
        }
    }

    private HttpAnswer answer(HttpExchange exchange, String id) throws IOException, InterruptedException {
        byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
        if (body.length > MAX_BODY_BYTES) {
            return HttpAnswer.tooLong();
        }
        if (throttled.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            return HttpAnswer.tooManyRequests();
        }
        HttpCall call = HttpCall.of(exchange, body, id, clock.instant());
        var match = routes.match(call.method(), call.rawPath());
        if (match.isEmpty()) {
            return HttpAnswer.notFound();
        }
        return answer(call, match.get());
    }

    private HttpAnswer answer(HttpCall call, RouteTable.Match match) throws InterruptedException {
        Route route = match.entry().route();
        Map<String, Object> jwt = null;
        TokenCheck check = authorizers.get(route.authorizer().orElse(""));
        if (check != null) {
            switch (check.check(call, route.scopes())) {
                case TokenCheck.Verdict.Unauthorized unauthorized -> {
                    return HttpAnswer.unauthorized();
                }
                case TokenCheck.Verdict.Forbidden forbidden -> {
                    return HttpAnswer.forbidden();
                }
                case TokenCheck.Verdict.Allowed allowed -> jwt = allowed.jwt();
            }
        }
        byte[] event = call.event(match, stack.account(), apiId, jwt);
        LocalFunction function = functions.get(match.entry().function());
        if (route.method().equals("GET")) {
            return HttpAnswer.of(function.invoke(event));
        }
        Acknowledgement answer = new Acknowledgement(function, route.method() + " " + route.path(), faults);
        return HttpAnswer.of(answer.call(event, call.rawPath()));
    }

    private static void send(HttpExchange exchange, HttpAnswer answer, String id) throws IOException {
        answer.headers().forEach((name, values) -> exchange.getResponseHeaders().put(name, new ArrayList<>(values)));
        exchange.getResponseHeaders().set("apigw-requestid", id);
        boolean bodiless =
                exchange.getRequestMethod().equals("HEAD") || answer.status() == 204 || answer.status() == 304;
        if (bodiless || answer.body().length == 0) {
            exchange.sendResponseHeaders(answer.status(), -1);
        } else {
            exchange.sendResponseHeaders(answer.status(), answer.body().length);
            exchange.getResponseBody().write(answer.body());
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
