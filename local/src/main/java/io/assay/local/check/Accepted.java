package io.assay.local.check;

import java.util.Optional;

/**
 * A case that its sender was promised: answered 202, or taken by the ingest queue.
 *
 * @param reference the sender's own, no other case's
 * @param caseId    as answered; empty: it came by queue
 * @param keyed     sent with an idempotency key, so that it is one case however often it was sent
 */
public record Accepted(String reference, Optional<String> caseId, boolean keyed) {}
