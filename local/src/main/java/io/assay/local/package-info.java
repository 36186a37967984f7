@NullMarked
package io.assay.local;

import org.jspecify.annotations.NullMarked;
