@NullMarked
package io.assay.core.resampling;

import org.jspecify.annotations.NullMarked;
