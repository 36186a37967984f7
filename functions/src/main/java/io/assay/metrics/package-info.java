@NullMarked
package io.assay.metrics;

import org.jspecify.annotations.NullMarked;
