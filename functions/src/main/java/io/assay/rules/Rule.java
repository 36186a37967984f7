package io.assay.rules;

/**
 * An override rule of a workflow: where it fires, the case goes to a person.
 *
 * @param id          names the rule in every decision; unique in its workflow
 * @param description what it is for, in a sentence
 * @param when        a CEL expression that yields a bool, see {@link RuleSet}
 */
public record Rule(String id, String description, String when) {}
