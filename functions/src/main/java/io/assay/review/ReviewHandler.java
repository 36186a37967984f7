package io.assay.review;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.assay.Wiring;
import io.assay.http.HttpRoutes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/** Open tasks and people's decisions by HTTP → event Reviewed → queue action. */
public final class ReviewHandler implements RequestStreamHandler {
    private final HttpRoutes routes;

    public ReviewHandler() {
        this(Wiring.fromEnvironment().review());
    }

    ReviewHandler(Review review) {
        routes = new HttpRoutes(Map.of(
                "GET /reviews", review::list,
                "POST /reviews/{taskId}/claim", review::claim,
                "POST /reviews/{taskId}/release", review::release,
                "POST /reviews/{taskId}/decision", review::decide));
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        routes.run(event, answer);
    }
}
