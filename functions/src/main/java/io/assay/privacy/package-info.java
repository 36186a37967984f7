@NullMarked
package io.assay.privacy;

import org.jspecify.annotations.NullMarked;
