package io.assay.metrics;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.assay.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The event log's stream → roll-ups, case index, CloudWatch. */
public final class RollupHandler implements RequestStreamHandler {
    private final Counting counting;

    public RollupHandler() {
        this(Wiring.fromEnvironment().counting());
    }

    RollupHandler(Counting counting) {
        this.counting = counting;
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        counting.run(event, answer);
    }
}
