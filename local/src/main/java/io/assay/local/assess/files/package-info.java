/** What the user gives: reviewed cases, costs, prices, tunable bases, the workflow. */
@NullMarked
package io.assay.local.assess.files;

import org.jspecify.annotations.NullMarked;
