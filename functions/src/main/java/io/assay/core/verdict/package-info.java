/**
 * Money and the verdict: what each way of answering costs, whether fine-tuning pays over the best alternative, and what
 * would change the answer. USD throughout; a month has 30.4 days; money is a double, since the figures are estimates.
 */
@NullMarked
package io.assay.core.verdict;

import org.jspecify.annotations.NullMarked;
