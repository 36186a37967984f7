/** What the benches measure, and what AWS would bill for it. */
@NullMarked
package io.assay.local.bench;

import org.jspecify.annotations.NullMarked;
