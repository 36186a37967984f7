package io.assay.local.assess.evidence;

import io.assay.core.statistics.Acceptance;
import io.assay.core.statistics.Scored;
import java.util.List;
import java.util.SplittableRandom;

/** Cases without end of which everything is known. */
public interface Population {

    String name();

    /** Cases drawn independently. */
    List<Scored> sample(int cases, SplittableRandom random);

    /** The true share of wrong answers among those that it accepts, in [0, 1]; 0 if it accepts none. */
    double risk(Acceptance acceptance);

    /** The true share of cases that it accepts, in [0, 1]. */
    double coverage(Acceptance acceptance);
}
