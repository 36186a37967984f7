/** Text pages for a terminal. */
@NullMarked
package io.assay.local.page;

import org.jspecify.annotations.NullMarked;
