package io.assay.canary;

/** What is wrong with the new versions, in one sentence for whoever deploys. */
final class CanaryFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CanaryFailed(String reason) {
        super(reason);
    }
}
