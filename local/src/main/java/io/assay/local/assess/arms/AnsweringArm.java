package io.assay.local.assess.arms;

import io.assay.core.verdict.Arm;
import java.util.List;

/** A way of answering cases. Rows are numbered as in the reviewed cases. */
public interface AnsweringArm {

    /** As reports call it, for example {@code retrieval}. */
    String name();

    Arm.Kind kind();

    /** What stands behind it, for example {@code MiniLM-L6-v2, local stand-in}. */
    String answeredBy();

    /** Names of the confidences that each answer carries, at least one. */
    List<String> confidenceSources();

    /**
     * Learns from these rows alone, and their labels; an arm that needs no rows ignores them.
     *
     * @param train rows of the training part, ascending
     */
    Fitted fit(int[] train);

    /** An arm that has learned. */
    interface Fitted {

        /** One answer a row, in their order. */
        ArmAnswer[] answer(int[] rows);

        /** Tokens of the training file; 0 where nothing is trained. */
        default double trainingTokens() {
            return 0;
        }
    }
}
