@NullMarked
package io.assay.model;

import org.jspecify.annotations.NullMarked;
