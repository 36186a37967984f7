package io.assay.local.gateway;

/** A request that ends here, with the answer its caller gets. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient AwsError error;

    Refusal(AwsError error) {
        super(error.message(), null, false, false);
        this.error = error;
    }

    AwsError error() {
        return error;
    }
}
