@NullMarked
package io.assay.local.cli;

import org.jspecify.annotations.NullMarked;
