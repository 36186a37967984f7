/** The guarantees themselves, tested on populations whose truth is known. */
@NullMarked
package io.assay.local.assess.evidence;

import org.jspecify.annotations.NullMarked;
