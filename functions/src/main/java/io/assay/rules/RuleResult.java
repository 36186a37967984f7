package io.assay.rules;

import java.util.Optional;

/**
 * What became of one rule.
 *
 * @param error why it could not be evaluated; it has then fired
 */
public record RuleResult(String id, boolean fired, Optional<String> error) {}
