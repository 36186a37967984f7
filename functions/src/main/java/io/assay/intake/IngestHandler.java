package io.assay.intake;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.assay.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Queue ingest → event Received → queue inference; or quarantine. */
public final class IngestHandler implements RequestStreamHandler {
    private final Ingest ingest;

    public IngestHandler() {
        this(Wiring.fromEnvironment().ingest());
    }

    IngestHandler(Ingest ingest) {
        this.ingest = ingest;
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        ingest.run(event, answer);
    }
}
