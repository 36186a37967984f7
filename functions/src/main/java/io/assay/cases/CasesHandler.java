package io.assay.cases;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.assay.Wiring;
import io.assay.http.HttpRoutes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/** A case with its decision logic, history and lineage, by HTTP. */
public final class CasesHandler implements RequestStreamHandler {
    private final HttpRoutes routes;

    public CasesHandler() {
        this(Wiring.fromEnvironment().caseViews());
    }

    CasesHandler(CaseViews views) {
        routes = new HttpRoutes(
                Map.of("GET /cases/{caseId}", views::show, "GET /cases/{caseId}/lineage", views::lineage));
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        routes.run(event, answer);
    }
}
