/** {@code assay assess}: from reviewed cases to certificates, money and the verdict. */
@NullMarked
package io.assay.local.assess;

import org.jspecify.annotations.NullMarked;
