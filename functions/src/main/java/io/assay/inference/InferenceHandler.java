package io.assay.inference;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.assay.Wiring;
import io.assay.aws.SqsBatch;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Queue inference → the model → queue evaluation. */
public final class InferenceHandler implements RequestStreamHandler {
    private final SqsBatch batch;

    public InferenceHandler() {
        this(Wiring.fromEnvironment().inference());
    }

    InferenceHandler(SqsBatch batch) {
        this.batch = batch;
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        batch.run(event, answer);
    }
}
