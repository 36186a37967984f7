package io.assay.action;

/** A webhook was not delivered. Trying again may help; the message holds nothing of the case. */
public final class WebhookRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WebhookRefused(String message) {
        super(message);
    }

    WebhookRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
