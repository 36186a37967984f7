/** Arms that Bedrock answers, and what they may cost: the only part of an assessment that can be billed. */
@NullMarked
package io.assay.local.assess.bedrock;

import org.jspecify.annotations.NullMarked;
