@NullMarked
package io.assay.canary;

import org.jspecify.annotations.NullMarked;
