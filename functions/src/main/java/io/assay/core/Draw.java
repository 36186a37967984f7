package io.assay.core;

/**
 * The lot that sends automated cases to blind review: HMAC-SHA-256 of the case's id under the stack's secret, as a
 * fraction. A caller who chooses the id cannot choose the lot.
 */
public final class Draw {
    private final byte[] secret;

    /** @param secret at least 1 byte */
    public Draw(byte[] secret) {
        this.secret = secret.clone();
    }

    /** Uniform in [0, 1), always the same for one case. */
    public double of(CaseId id) {
        return Hashes.fraction(Hashes.hmac(secret, "draw", id.value()));
    }
}
