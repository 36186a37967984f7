/** Training files for tuning jobs: how they are written, and what is looked for before one costs money. Pure. */
@NullMarked
package io.assay.local.assess.training;

import org.jspecify.annotations.NullMarked;
