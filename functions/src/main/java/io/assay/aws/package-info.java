@NullMarked
package io.assay.aws;

import org.jspecify.annotations.NullMarked;
