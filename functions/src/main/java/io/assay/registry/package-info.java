@NullMarked
package io.assay.registry;

import org.jspecify.annotations.NullMarked;
