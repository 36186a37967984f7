package io.assay.escalation;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.assay.Wiring;
import io.assay.aws.SqsBatch;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Queue escalation → an open review task. */
public final class EscalationHandler implements RequestStreamHandler {
    private final SqsBatch batch;

    public EscalationHandler() {
        this(Wiring.fromEnvironment().escalation());
    }

    EscalationHandler(SqsBatch batch) {
        this.batch = batch;
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        batch.run(event, answer);
    }
}
