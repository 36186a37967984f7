package io.assay.audit;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.assay.Wiring;
import java.io.InputStream;
import java.io.OutputStream;

/** Every day: the last day's audit log against the table → event AuditCompared. */
public final class AuditCompareHandler implements RequestStreamHandler {
    private final AuditComparison comparison;

    public AuditCompareHandler() {
        this(Wiring.fromEnvironment().auditComparison());
    }

    AuditCompareHandler(AuditComparison comparison) {
        this.comparison = comparison;
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) {
        comparison.compareYesterday();
    }
}
