@NullMarked
package io.assay.local.gateway;

import org.jspecify.annotations.NullMarked;
