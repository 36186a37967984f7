/** Policy documents, and whether they allow what a request asks. */
@NullMarked
package io.assay.local.gateway.iam;

import org.jspecify.annotations.NullMarked;
