@NullMarked
package io.assay.json;

import org.jspecify.annotations.NullMarked;
