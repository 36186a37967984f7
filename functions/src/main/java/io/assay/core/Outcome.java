package io.assay.core;

import java.util.List;
import java.util.Optional;

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

    /**
     * A person decides, for at least one reason.
     *
     * @param blindProbability chance with which such a case is decided blind, in (0, 1], if this one is and a lot said so
     */
    record Escalate(List<Reason> reasons, Optional<Double> blindProbability) implements Outcome {
        public Escalate {
            reasons = List.copyOf(reasons);
        }

        /** The person sees the answer, or no lot was drawn. */
        public Escalate(List<Reason> reasons) {
            this(reasons, Optional.empty());
        }
    }
}
