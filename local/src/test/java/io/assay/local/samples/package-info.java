@NullMarked
package io.assay.local.samples;

import org.jspecify.annotations.NullMarked;
