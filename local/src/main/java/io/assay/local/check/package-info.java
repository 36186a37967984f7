/** What must hold of a stack whatever went wrong before: read from its event log, bucket, queues and lists. */
@NullMarked
package io.assay.local.check;

import org.jspecify.annotations.NullMarked;
