package io.assay.core;

import java.util.List;

/** The two outcomes of an evaluation. */
public sealed interface Outcome {

    /**
     * The answer may act alone.
     *
     * @param qualitySample      also goes to blind review
     * @param reviewProbability  chance with which such a case is drawn for review, in [0, 1]
     */
    record Automate(Label label, Threshold threshold, boolean qualitySample, double reviewProbability)
            implements Outcome {}

    /** A person decides, for at least one reason. */
    record Escalate(List<Reason> reasons) implements Outcome {
        public Escalate {
            reasons = List.copyOf(reasons);
        }
    }
}
