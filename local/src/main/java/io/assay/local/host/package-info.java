@NullMarked
package io.assay.local.host;

import org.jspecify.annotations.NullMarked;
