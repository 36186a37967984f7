@NullMarked
package io.assay.local.faults;

import org.jspecify.annotations.NullMarked;
