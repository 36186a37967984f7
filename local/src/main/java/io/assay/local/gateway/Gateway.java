package io.assay.local.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.assay.local.Threads;
import io.assay.local.gateway.iam.Access;
import io.assay.local.gateway.iam.Decision;
import io.assay.local.gateway.iam.Permissions;
import io.assay.local.template.Stack;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * The one endpoint of every SDK client on the local stack. The signature's scope says which service a request is for and
 * its access key says who asks; the caller's role says whether they may.
 */
public final class Gateway implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Threads.asNeeded("gateway");
    private final Identities identities;
    private final Permissions permissions;
    private final CallReaders readers;
    private final Forwarder forwarder;
    private final Faults faults;
    private final @Nullable LaggingTables lagging;
    private final PointReader points;
    private final Meter meter = new Meter();
    private final Signals signals = new Signals();
    private volatile boolean capacity;
    private final List<Consumer<String>> crashes = new CopyOnWriteArrayList<>();

    private Gateway(Stack stack, Map<Service, URI> backends, InstantSource clock, long seed, Duration lag)
            throws IOException {
        identities = new Identities(stack);
        permissions = new Permissions(stack);
        readers = CallReaders.of(stack, permissions, clock);
        forwarder = new Forwarder(backends);
        faults = new Faults(seed);
        lagging = lag.isPositive()
                ? new LaggingTables(stack, Objects.requireNonNull(backends.get(Service.DYNAMODB)), lag)
                : null;
        points = new PointReader(table -> lagging != null && lagging.isCopied(table));
        // By number and not by name: for an endpoint that is an IP address the S3 client puts the bucket into the path.
        server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /**
     * Starts a gateway on a free port of the loopback interface.
     *
     * @param backends base address of each service that runs; a request for another is answered with its internal error
     * @param clock    what S3 reckons retention by
     * @param seed     of the faults' draws
     * @throws IllegalArgumentException when a policy of the stack holds what the gateway does not understand
     */
    public static Gateway start(Stack stack, Map<Service, URI> backends, InstantSource clock, long seed)
            throws IOException {
        return new Gateway(stack, backends, clock, seed, Duration.ZERO);
    }

    /**
     * As {@link #start(Stack, Map, InstantSource, long)}, with tables that lag.
     *
     * @param lag how old the answer of {@link Fault.Old} is, in real time; zero: there are no such answers. Else the
     *     {@linkplain LaggingTables#copies copies} must have been created
     */
    public static Gateway start(Stack stack, Map<Service, URI> backends, InstantSource clock, long seed, Duration lag)
            throws IOException {
        return new Gateway(stack, backends, clock, seed, lag);
    }

    /** What SDK clients take as their endpoint. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public Identities identities() {
        return identities;
    }

    /** The roles' permissions, also for what Lambda itself does under a role and the host does here without a request. */
    public Permissions permissions() {
        return permissions;
    }

    public Faults faults() {
        return faults;
    }

    public Counts counts() {
        return meter.snapshot();
    }

    /** From now on DynamoDB's capacity units are counted too; that costs a parse of each answer. */
    public void meterCapacity() {
        capacity = true;
    }

    /**
     * Tells the name of a queue after each success that has put a message there or changed when one becomes visible. The
     * listener runs on the request's thread, so it must be quick.
     */
    public void onQueueActivity(Consumer<String> listener) {
        signals.onQueueActivity(listener);
    }

    /** Tells the name of a table after each successful write, as {@link #onQueueActivity} does of queues. */
    public void onTableWrite(Consumer<String> listener) {
        signals.onTableWrite(listener);
    }

    /**
     * Tells the access key of an instance whose invocation a fault has ended. The gateway does nothing more for it; the
     * listener ends the invocation itself.
     */
    public void onCrash(Consumer<String> listener) {
        crashes.add(listener);
    }

    private void handle(HttpExchange exchange) throws IOException {
        Inbound request = new Inbound(exchange);
        try (exchange) {
            answer(exchange, request);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(HttpExchange exchange, Inbound request) throws IOException, InterruptedException {
        try {
            Scope scope = Scope.of(request.headers().getFirst("Authorization"))
                    .orElseThrow(() -> new Refusal(AwsError.unsigned(shape(request))));
            Service service =
                    Service.signing(scope.service()).orElseThrow(() -> new Refusal(AwsError.unsigned(shape(request))));
            if (identities.isDead(scope.accessKey())) throw new Refusal(AwsError.unknownKey(service));
            Caller caller =
                    identities.caller(scope.accessKey()).orElseThrow(() -> new Refusal(AwsError.unknownKey(service)));
            Call call = readers.of(service).read(request);
            // What ends TLS says so when a request came to it without.
            boolean plain =
                    request.header("X-Forwarded-Proto").filter("http"::equals).isPresent();
            serve(exchange, request, plain ? call.byPlainHttp() : call, caller, scope.accessKey());
        } catch (Refusal refusal) {
            refuse(exchange, request, refusal.error());
        } catch (RuntimeException e) {
            // The server would drop the connection and say nothing.
            refuse(exchange, request, AwsError.failed(shape(request), "The local gateway broke: " + e));
        }
    }

    private void serve(HttpExchange exchange, Inbound request, Call asked, Caller caller, String accessKey)
            throws IOException, InterruptedException {
        Meter.Line line = meter.line(asked, caller);
        Call call = asked;
        if (capacity && CapacityMeter.applies(asked)) {
            CapacityMeter.ask(request);
            call = asked.answering(new CapacityMeter.Taken(line.capacity));
        }
        line.requests.increment();
        boolean success = false;
        try {
            Optional<AwsError> denied = refusal(call, caller);
            if (denied.isPresent()) {
                line.refused.increment();
                throw new Refusal(denied.get());
            }
            Optional<Fault> fault =
                    faults.idle() ? Optional.empty() : faults.strike(points.point(call, caller, request));
            if (fault.isPresent()) {
                line.faulted.increment();
                if (!goesOn(call, request, fault.get(), accessKey)) return;
            }
            Response response = forwarder.send(call, request);
            boolean done = response.code() < 400;
            if (done) succeeded(call, request);
            if (fault.isPresent() && isUnanswered(fault.get(), accessKey)) {
                response.close();
                return;
            }
            Optional<AwsError> hidden = response.code() == 404 ? hidden(call, caller) : Optional.empty();
            if (hidden.isPresent()) {
                response.close();
                throw new Refusal(hidden.get());
            }
            line.responseBytes.add(Answers.passOn(exchange, response, call.answer()));
            success = done;
        } catch (Refusal refusal) {
            line.responseBytes.add(refuse(exchange, request, refusal.error()));
        } finally {
            line.requestBytes.add(request.received());
            if (!success) line.failed.increment();
        }
    }

    /** Why the caller may not, if so: the first need that no policy allows. */
    private Optional<AwsError> refusal(Call call, Caller caller) {
        return switch (caller) {
            case Caller.Administrator all -> Optional.empty();
            case Caller.Assumed assumed -> {
                if (!call.known()) yield Optional.of(AwsError.unknownOperation(call.service(), call.operation()));
                for (Access need : call.needs()) {
                    Optional<AwsError> refusal = refusal(call, assumed, need);
                    if (refusal.isPresent()) yield refusal;
                }
                yield Optional.empty();
            }
        };
    }

    private Optional<AwsError> refusal(Call call, Caller.Assumed caller, Access need) {
        return switch (permissions.decide(caller.role().logicalId(), caller.account(), need)) {
            case Decision.Allowed allowed -> Optional.empty();
            case Decision.Refused refused ->
                Optional.of(AwsError.accessDenied(call.service(), caller, need, refused.why()));
        };
    }

    /** S3 does not tell who may not list a bucket that an object is missing: it refuses them. */
    private Optional<AwsError> hidden(Call call, Caller caller) {
        if (!(caller instanceof Caller.Assumed assumed)
                || !(call.operation().equals("GetObject") || call.operation().equals("HeadObject")))
            return Optional.empty();
        String object = call.needs().getFirst().resource();
        return refusal(call, assumed, new Access("s3:ListBucket", object.substring(0, object.indexOf('/'))));
    }

    /** Plays what comes before the service. @return whether the request reaches it */
    private boolean goesOn(Call call, Inbound request, Fault fault, String accessKey)
            throws IOException, InterruptedException, Refusal {
        return switch (fault) {
            case Fault.Throttle throttle -> throw new Refusal(AwsError.throttled(call.service()));
            case Fault.Fail fail ->
                throw new Refusal(
                        AwsError.failed(call.service(), "We encountered an internal error. Please try again."));
            case Fault.Delay delay -> {
                Thread.sleep(delay.by());
                yield true;
            }
            case Fault.Stall stall -> {
                Thread.sleep(stall.atMost());
                yield false;
            }
            case Fault.Crash crash -> {
                if (crash.moment() == Fault.Moment.AFTER) yield true;
                crash(accessKey);
                yield false;
            }
            case Fault.Twice twice -> {
                request.body(); // read, so that it can be sent twice
                Response first = forwarder.send(call, request);
                first.close();
                if (first.code() < 400) succeeded(call, request);
                yield true;
            }
            case Fault.Late late -> {
                request.body(Delayed.by(late.by(), request.body()));
                yield true;
            }
            case Fault.Old old -> {
                if (lagging != null) request.body(lagging.redirected(request).getBytes(StandardCharsets.UTF_8));
                yield true;
            }
            case Fault.LoseAnswer lose -> true;
            case Fault.Lose lose -> true; // the host's, when it delivers
        };
    }

    private void succeeded(Call call, Inbound request) throws IOException {
        if (lagging != null) lagging.written(call, request);
        signals.succeeded(call);
    }

    /** Plays what comes after the service. @return whether its answer goes nowhere */
    private boolean isUnanswered(Fault fault, String accessKey) {
        if (fault instanceof Fault.Crash) crash(accessKey);
        return fault instanceof Fault.Crash || fault instanceof Fault.LoseAnswer;
    }

    private void crash(String accessKey) {
        identities.kill(accessKey);
        crashes.forEach(listener -> listener.accept(accessKey));
    }

    private static long refuse(HttpExchange exchange, Inbound request, AwsError error) throws IOException {
        // A client that is still sending would see a broken connection and not the answer.
        if (request.bodyIfRead() == null) request.stream().transferTo(OutputStream.nullOutputStream());
        return Answers.error(exchange, error);
    }

    /** The service whose manner of speaking suits a request that names none. */
    private static Service shape(Inbound request) {
        String target = request.header("X-Amz-Target").orElse("");
        if (target.startsWith("DynamoDB")) return Service.DYNAMODB;
        if (target.startsWith("AmazonSQS")) return Service.SQS;
        if (target.startsWith("secretsmanager")) return Service.SECRETS_MANAGER;
        if (target.startsWith("CodeDeploy")) return Service.CODEDEPLOY;
        return request.path().startsWith("/model/") ? Service.BEDROCK : Service.S3;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        if (lagging != null) lagging.close();
        forwarder.close();
    }
}
