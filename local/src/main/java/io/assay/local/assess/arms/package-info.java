/** The ways of answering that are assessed. */
@NullMarked
package io.assay.local.assess.arms;

import org.jspecify.annotations.NullMarked;
