/**
 * Exact inference for guarantees: binomial tails and intervals, certificates, the monitor of a certificate, and what may
 * be learnt from cases that were reviewed by chance. Pure; seeds come in as arguments.
 */
@NullMarked
package io.assay.core.statistics;

import org.jspecify.annotations.NullMarked;
