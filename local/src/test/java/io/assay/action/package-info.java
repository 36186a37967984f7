/** Tests of the room {@code action} that need a receiver or the running pipeline. */
@NullMarked
package io.assay.action;

import org.jspecify.annotations.NullMarked;
