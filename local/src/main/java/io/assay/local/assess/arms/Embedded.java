package io.assay.local.assess.arms;

/**
 * A text as numbers.
 *
 * @param vector of unit length
 * @param tokens that the text has, at least 0
 */
@SuppressWarnings("ArrayRecordComponent") // tens of thousands of them, never compared
public record Embedded(float[] vector, int tokens) {}
