package io.assay.certification;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.assay.Wiring;
import io.assay.http.HttpRoutes;
import io.assay.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.Map;

/** Certificates by HTTP; every five minutes the monitor, and tests of samples that have grown. */
public final class CertificationHandler implements RequestStreamHandler {
    private final Certification certification;
    private final HttpRoutes routes;

    public CertificationHandler() {
        this(Wiring.fromEnvironment());
    }

    private CertificationHandler(Wiring wiring) {
        this(wiring.certification(), wiring.clock());
    }

    CertificationHandler(Certification certification, Clock clock) {
        this.certification = certification;
        CertificationApi api = new CertificationApi(certification, clock);
        routes = new HttpRoutes(Map.of(
                "GET /workflows/{workflow}/certificates", api::list,
                "POST /workflows/{workflow}/certificates", api::issue,
                "POST /workflows/{workflow}/certificates/{certificate}/activate", api::activate));
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        Map<String, Object> asked = Json.object(event);
        if (asked.containsKey("routeKey")) {
            routes.run(asked, answer);
        } else {
            certification.tick();
        }
    }
}
