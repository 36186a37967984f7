@NullMarked
package io.assay.sweeper;

import org.jspecify.annotations.NullMarked;
