package io.assay.core;

/**
 * Why a case goes to a person.
 *
 * @param code stable, for filters and counts, for example {@code below-threshold}
 * @param text one sentence for the person
 */
public record Reason(String code, String text) {}
