package io.assay.priming;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.assay.core.CanonicalJson;
import io.assay.core.Fields;
import io.assay.json.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.HttpsURLConnection;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Walks a function's whole path once before SnapStart takes its snapshot, so that what is loaded, linked and compiled on
 * the way is in the snapshot and not in the first call's time.
 *
 * <p>A twin of the handler, wired like it but for its endpoint, gets sample events; in place of AWS a {@link CannedAws}
 * of this process answers it from sample tables. The twin is thrown away with its clients, caches and random numbers:
 * nothing is read, stored or sent outside this process, and nothing of it is known after a restore.
 */
public final class Priming implements Resource {
    private static final Logger LOG = LoggerFactory.getLogger(Priming.class);
    /** The SDK reads it before the variable of that meaning, which is how Lambda hands keys to a restored function. */
    private static final String CREDENTIALS = "aws.containerCredentialsFullUri";

    private static final int TLS_MILLIS = 1_000;

    private final Map<String, String> variables;
    private final Twin twin;

    /** A handler object beside the one that Lambda calls. */
    public interface Twin {
        /**
         * @param type of the handler
         * @throws ReflectiveOperationException if it cannot be constructed
         */
        RequestStreamHandler start(String type, Map<String, String> variables, Clock clock)
                throws ReflectiveOperationException;
    }

    /** @param variables of the function, as the template and Lambda give them */
    public Priming(Map<String, String> variables, Twin twin) {
        this.variables = Map.copyOf(variables);
        this.twin = twin;
    }

    /** Has it run before the snapshot. The caller has to hold on to it: a context may hold its resources weakly. */
    public void register() {
        Core.getGlobalContext().register(this);
    }

    /**
     * A function that could not be primed is a slow one, not a wrong one: it is logged, and goes on. That it can be primed
     * is what the build's tests are for.
     */
    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        try {
            LOG.info("primed with {} events", prime());
        } catch (IOException | ReflectiveOperationException | RuntimeException | LinkageError e) {
            LOG.error("not primed, the first call after a restore will be slow", e);
        }
    }

    /** Nothing of the twin is left that a restore could make stale. */
    @Override
    public void afterRestore(Context<? extends Resource> context) {}

    /**
     * Runs every sample event of the handler.
     *
     * @return how many
     * @throws IllegalStateException if one was not answered with success
     */
    public int prime() throws IOException, ReflectiveOperationException {
        Fields world = resource("world");
        PrintStream out = System.out;
        try (CannedAws aws = CannedAws.start(new CannedAnswers(world, variables));
                PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            System.setProperty(CREDENTIALS, aws.uri() + CannedAnswers.CREDENTIALS);
            // Metrics are lines on standard output, and these would count what did not happen.
            System.setOut(nowhere);
            // In Lambda's words package.Class::method.
            String type = variables.getOrDefault("_HANDLER", "").split("::", 2)[0];
            List<Fields> events =
                    resource(type.substring(type.lastIndexOf('.') + 1)).list("events");
            RequestStreamHandler handler =
                    twin.start(type, surroundings(aws.uri()), Clock.fixed(world.instant("at"), ZoneOffset.UTC));
            for (Fields event : events) {
                run(handler, event);
            }
            greet(aws.uri());
            return events.size();
        } finally {
            System.clearProperty(CREDENTIALS);
            System.setOut(out);
        }
    }

    private Map<String, String> surroundings(URI aws) {
        Map<String, String> changed = new HashMap<>(variables);
        changed.put("AWS_ENDPOINT_URL", aws.toString());
        changed.remove("AWS_ACCESS_KEY_ID"); // found as Lambda gives them to a restored function
        changed.remove("AWS_LAMBDA_INITIALIZATION_TYPE"); // the twin has no twin
        return changed;
    }

    private static void run(RequestStreamHandler handler, Fields event) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        byte[] bytes = CanonicalJson.bytes(event.map());
        handler.handleRequest(new ByteArrayInputStream(bytes), answer, new PrimingContext());
        if (answer.size() == 0) {
            return;
        }
        Fields said = new Fields(Json.object(answer.toByteArray()));
        boolean failed =
                said.optionalWhole("statusCode").filter(status -> status >= 300).isPresent()
                        || (said.map().get("batchItemFailures") instanceof List<?> failures && !failures.isEmpty());
        if (failed) {
            throw new IllegalStateException("a sample event was answered " + answer.toString(StandardCharsets.UTF_8));
        }
    }

    /**
     * Begins to speak TLS, as with AWS itself, which loads most of what that takes. Nobody answers, for here is no
     * certificate to answer with.
     */
    private static void greet(URI aws) throws IOException {
        HttpsURLConnection connection = (HttpsURLConnection)
                URI.create("https://" + aws.getAuthority()).toURL().openConnection();
        connection.setConnectTimeout(TLS_MILLIS);
        connection.setReadTimeout(TLS_MILLIS);
        try {
            connection.connect();
        } catch (IOException closed) {
            LOG.debug("as expected", closed);
        }
    }

    private static Fields resource(String name) throws IOException {
        String path = "/priming/" + name + ".json";
        try (var in = Priming.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("the artefact has no " + path);
            }
            return new Fields(Json.object(in));
        }
    }
}
