/** The Bedrock runtime's Converse operation on the local stack, answered from sentence embeddings. */
@NullMarked
package io.assay.local.services.bedrock;

import org.jspecify.annotations.NullMarked;
