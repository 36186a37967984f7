/** What the pipeline does, in scenes small enough to be played again without one permission. */
@NullMarked
package io.assay.local.scenarios;

import org.jspecify.annotations.NullMarked;
