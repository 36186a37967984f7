package io.assay.core.statistics;

/**
 * What a review says, and how it came about.
 *
 * @param value     what is estimated from
 * @param selection how the case came to be reviewed
 * @param blind     the reviewer did not see the model's answer
 */
public record Reviewed<T>(T value, ReviewSelection selection, boolean blind) {}
