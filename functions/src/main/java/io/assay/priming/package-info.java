@NullMarked
package io.assay.priming;

import org.jspecify.annotations.NullMarked;
