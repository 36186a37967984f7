@NullMarked
package io.assay.core;

import org.jspecify.annotations.NullMarked;
