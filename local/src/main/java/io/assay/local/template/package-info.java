@NullMarked
package io.assay.local.template;

import org.jspecify.annotations.NullMarked;
