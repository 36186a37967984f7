@NullMarked
package io.assay.tokens;

import org.jspecify.annotations.NullMarked;
