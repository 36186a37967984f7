@NullMarked
package io.assay.inference;

import org.jspecify.annotations.NullMarked;
