/** The data protocol: what is learned, chosen, certified and tested on which part, and what the money comes to. */
@NullMarked
package io.assay.local.assess.protocol;

import org.jspecify.annotations.NullMarked;
