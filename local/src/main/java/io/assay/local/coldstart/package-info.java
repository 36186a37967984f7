/** Functions in processes of their own, under Lambda's runtime client, out of the artefact that is deployed. */
@NullMarked
package io.assay.local.coldstart;

import org.jspecify.annotations.NullMarked;
