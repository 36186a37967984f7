@NullMarked
package io.assay.evaluation;

import org.jspecify.annotations.NullMarked;
