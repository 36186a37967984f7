package io.assay.core;

import java.time.Instant;
import java.util.Optional;

/**
 * The decision that holds for a case.
 *
 * @param id         {@code caseId.seq} of the event that made it
 * @param supersedes id of the decision it replaced
 * @param by         the model's predictor, or the reviewer
 * @param byModel    false: a person decided
 * @param confidence of the model's answer, when the model decided
 */
public record DecisionInForce(
        String id,
        Optional<String> supersedes,
        Label label,
        String by,
        boolean byModel,
        Optional<Confidence> confidence,
        Instant at) {}
