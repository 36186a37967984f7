package io.assay.core.statistics;

/**
 * With probability at least {@code 1 − delta} over the reviewed sample, at most {@code targetRisk} of the answers that
 * are accepted are wrong. It is about cases like those of the sample, answered by the same predictor.
 *
 * @param acceptance what is accepted, and what was seen of it
 * @param targetRisk wrong answers an accepted one, in (0, 1)
 * @param delta      chance that the certificate is wrong, in (0, 1)
 */
public record Certificate(Acceptance acceptance, double targetRisk, double delta) {}
