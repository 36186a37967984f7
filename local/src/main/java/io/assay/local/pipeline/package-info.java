@NullMarked
package io.assay.local.pipeline;

import org.jspecify.annotations.NullMarked;
