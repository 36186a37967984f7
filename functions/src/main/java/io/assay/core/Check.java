package io.assay.core;

/**
 * One rule that the policy looked at, in order.
 *
 * @param rule    for example {@code critical-label} or {@code override:large-amount}
 * @param applies whether it sends the case to a person
 * @param detail  what it saw
 */
public record Check(String rule, boolean applies, String detail) {}
