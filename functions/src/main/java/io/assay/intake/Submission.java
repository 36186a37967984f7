package io.assay.intake;

import java.util.Map;
import java.util.Optional;

/**
 * One case as somebody sends it.
 *
 * @param source    {@code http} or {@code queue}
 * @param client    system that sends it; idempotency keys are its own
 * @param submitter person or system that answers for it
 * @param key       idempotency key; empty: every request is a case of its own
 * @param reference the caller's own name for the case
 */
record Submission(
        String workflow,
        String source,
        String client,
        String submitter,
        Optional<String> key,
        Optional<String> reference,
        Map<String, Object> input) {}
