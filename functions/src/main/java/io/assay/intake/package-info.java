@NullMarked
package io.assay.intake;

import org.jspecify.annotations.NullMarked;
