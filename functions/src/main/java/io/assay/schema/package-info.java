@NullMarked
package io.assay.schema;

import org.jspecify.annotations.NullMarked;
