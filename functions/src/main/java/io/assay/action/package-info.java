@NullMarked
package io.assay.action;

import org.jspecify.annotations.NullMarked;
