@NullMarked
package io.assay.cases;

import org.jspecify.annotations.NullMarked;
