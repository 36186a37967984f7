package io.assay.metrics;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.assay.Wiring;
import io.assay.http.HttpRoutes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/** Figures of a workflow by HTTP. */
public final class MetricsHandler implements RequestStreamHandler {
    private final HttpRoutes routes;

    public MetricsHandler() {
        this(Wiring.fromEnvironment().metrics());
    }

    MetricsHandler(MetricsApi api) {
        routes = new HttpRoutes(Map.of("GET /workflows/{workflow}/metrics", api::show));
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        routes.run(event, answer);
    }
}
