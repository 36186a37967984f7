@NullMarked
package io.assay.access;

import org.jspecify.annotations.NullMarked;
