/** An assessment as a terminal page, as one HTML file and as JSON. */
@NullMarked
package io.assay.local.assess.report;

import org.jspecify.annotations.NullMarked;
