package io.assay.core;

/**
 * What travels in the queues between the stages: never case data.
 *
 * @param seq the last event the sender knew of; a fold that ends before it is too old to act on
 */
public record CaseMessage(CaseId caseId, String workflow, int seq) {}
