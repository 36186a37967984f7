package io.assay.action;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.assay.Wiring;
import io.assay.aws.SqsBatch;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Queue action → the decisions queue and the webhook. */
public final class ActionHandler implements RequestStreamHandler {
    private final SqsBatch batch;

    public ActionHandler() {
        this(Wiring.fromEnvironment().action());
    }

    ActionHandler(SqsBatch batch) {
        this.batch = batch;
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        batch.run(event, answer);
    }
}
