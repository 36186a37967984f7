package io.assay.audit;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.assay.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The event log's stream → bundles in the audit bucket. */
public final class AuditHandler implements RequestStreamHandler {
    private final Audit audit;

    public AuditHandler() {
        this(Wiring.fromEnvironment().audit());
    }

    AuditHandler(Audit audit) {
        this.audit = audit;
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        audit.run(event, answer);
    }
}
