package io.assay.http;

import io.assay.core.CanonicalJson;
import io.assay.core.Workflow;
import io.assay.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** The routes of one function: decodes, calls the one method, answers. */
public final class HttpRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(HttpRoutes.class);

    private final Map<String, Function<HttpRequest, HttpAnswer>> routes;

    /** @param routes by route key as in the template, for example {@code GET /cases/{caseId}} */
    public HttpRoutes(Map<String, Function<HttpRequest, HttpAnswer>> routes) {
        this.routes = Map.copyOf(routes);
    }

    /** @throws IOException if the event cannot be read or the answer not written */
    public void run(InputStream event, OutputStream answer) throws IOException {
        run(Json.object(event), answer);
    }

    /**
     * As {@link #run(InputStream, OutputStream)}, of an event that somebody else has read.
     *
     * @throws IOException if the answer cannot be written
     */
    public void run(Map<String, Object> event, OutputStream answer) throws IOException {
        HttpRequest request = HttpRequest.of(event);
        try (MDC.MDCCloseable ignored = MDC.putCloseable("requestId", request.requestId())) {
            answer.write(CanonicalJson.bytes(answer(request).event()));
        }
    }

    private static void refuseReserved(HttpRequest request) {
        String workflow = request.path().getOrDefault("workflow", "");
        if (Workflow.isReserved(workflow) && !request.ours()) {
            throw Problem.at(
                    403,
                    "reserved-workflow",
                    Problem.In.PATH,
                    "workflow",
                    "Workflows whose names begin with an underscore are the stack's own; use another name");
        }
    }

    private HttpAnswer answer(HttpRequest request) {
        try {
            Function<HttpRequest, HttpAnswer> route = routes.get(request.routeKey());
            if (route == null) {
                throw new IllegalStateException(
                        "the template sends " + request.routeKey() + " here, where it is unknown");
            }
            refuseReserved(request);
            return route.apply(request);
        } catch (Problem problem) {
            return problem.answer(request.requestId());
        } catch (RuntimeException failure) {
            // The caller gets a number to ask about, the log gets the cause.
            LOG.error("request failed", failure);
            return Problem.of(500, "internal", "Something failed here; try again, and name the request if it persists")
                    .answer(request.requestId());
        }
    }
}
