package io.assay.registry;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.assay.Wiring;
import io.assay.http.HttpRoutes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/** Workflows by HTTP → events of the workflow's own history; the OpenAPI document. */
public final class RegistryHandler implements RequestStreamHandler {
    private final HttpRoutes routes;

    public RegistryHandler() {
        this(new WorkflowApi(Wiring.fromEnvironment().registry()));
    }

    RegistryHandler(WorkflowApi api) {
        routes = new HttpRoutes(Map.of(
                "PUT /workflows/{workflow}", api::put,
                "GET /workflows/{workflow}", api::show,
                "GET /workflows/{workflow}/versions", api::versions,
                "POST /workflows/{workflow}/activate", api::activate,
                "POST /workflows/{workflow}/stop", api::stop,
                "POST /workflows/{workflow}/resume", api::resume,
                "GET /openapi.json", api::openApi));
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        routes.run(event, answer);
    }
}
