package io.assay.core.verdict;

/** The middle of a distribution and the ends of its 90 % interval. */
public record Quantiles(double q05, double median, double q95) {}
