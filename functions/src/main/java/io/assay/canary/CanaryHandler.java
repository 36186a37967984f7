package io.assay.canary;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.assay.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** CodeDeploy's hook before traffic moves → a case through the new versions → the deployment goes on or ends. */
public final class CanaryHandler implements RequestStreamHandler {
    private final Canary canary;

    public CanaryHandler() {
        this(Wiring.fromEnvironment().canary());
    }

    CanaryHandler(Canary canary) {
        this.canary = canary;
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        canary.run(event, answer);
    }
}
