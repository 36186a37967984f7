package io.assay.local.services;

/** A local service could not start, stop or keep its data; the message says which, the cause why. */
public final class ServiceFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ServiceFailure(String message, Throwable cause) {
        super(message + ": " + cause.getMessage(), cause);
    }
}
