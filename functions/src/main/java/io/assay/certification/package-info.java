@NullMarked
package io.assay.certification;

import org.jspecify.annotations.NullMarked;
