package io.assay.aws;

/** What whoever operates the stack must hear of: each is counted as a metric that {@code template.yaml} has an alarm on. */
public enum Signal {
    MODEL_THROTTLED("ModelThrottled"),
    MODEL_FAILED("ModelFailed"),
    BREAKER_OPENED("BreakerOpened"),
    /** A stage's step threw; partial batches hide that from the function's errors. */
    STEP_FAILED("StepFailed"),
    /** The monitor found that a certificate's promise is not kept. */
    CERTIFICATE_VOID("CertificateVoid"),
    UNKNOWN_EVENT_VERSION("UnknownEventVersion");

    private final String metric;

    Signal(String metric) {
        this.metric = metric;
    }

    public String metric() {
        return metric;
    }
}
