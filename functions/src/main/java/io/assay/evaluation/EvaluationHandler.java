package io.assay.evaluation;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.assay.Wiring;
import io.assay.aws.SqsBatch;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Queue evaluation → the decision policy → queue action or escalation. */
public final class EvaluationHandler implements RequestStreamHandler {
    private final SqsBatch batch;

    public EvaluationHandler() {
        this(Wiring.fromEnvironment().evaluation());
    }

    EvaluationHandler(SqsBatch batch) {
        this.batch = batch;
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        batch.run(event, answer);
    }
}
