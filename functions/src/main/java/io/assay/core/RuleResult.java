package io.assay.core;

import java.util.Optional;

/**
 * What one override rule of a workflow said of one case.
 *
 * @param fired true sends the case to a person
 * @param error why the rule could not be evaluated; such a rule counts as fired
 */
public record RuleResult(String id, boolean fired, Optional<String> error) {
    public RuleResult {
        fired |= error.isPresent();
    }
}
