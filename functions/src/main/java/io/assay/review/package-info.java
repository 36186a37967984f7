@NullMarked
package io.assay.review;

import org.jspecify.annotations.NullMarked;
