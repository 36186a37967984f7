package io.assay.intake;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.assay.Wiring;
import io.assay.http.HttpRoutes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/** Cases by HTTP → event Received → queue inference. */
public final class IntakeHandler implements RequestStreamHandler {
    private final HttpRoutes routes;

    public IntakeHandler() {
        this(new CaseApi(Wiring.fromEnvironment().intake()));
    }

    IntakeHandler(CaseApi api) {
        routes = new HttpRoutes(Map.of(
                "POST /workflows/{workflow}/cases", api::single, "POST /workflows/{workflow}/cases:batch", api::batch));
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        routes.run(event, answer);
    }
}
