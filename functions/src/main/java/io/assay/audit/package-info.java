@NullMarked
package io.assay.audit;

import org.jspecify.annotations.NullMarked;
