@NullMarked
package io.assay.http;

import org.jspecify.annotations.NullMarked;
