@NullMarked
package io.assay.core.calibration;

import org.jspecify.annotations.NullMarked;
