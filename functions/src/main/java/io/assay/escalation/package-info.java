@NullMarked
package io.assay.escalation;

import org.jspecify.annotations.NullMarked;
