package io.assay.local.assess.bedrock;

import io.assay.core.verdict.TokenUsage;

/**
 * What is kept of an answer.
 *
 * @param label      as the prompt spells it; empty: none of the set
 * @param confidence that the model states, in [0, 1]; 0 if it states none
 */
record Reply(String label, double confidence, TokenUsage usage) {}
