package io.assay.local.assess.protocol;

import io.assay.core.resampling.Groups;
import io.assay.core.resampling.Part;
import io.assay.core.resampling.Parts;
import io.assay.core.resampling.Shares;
import io.assay.core.statistics.Scored;
import io.assay.local.assess.ReviewedCases;
import io.assay.local.assess.arms.AnsweringArm;
import java.util.ArrayList;
import java.util.List;

/** Answers to cases that nothing about the arm was learned or chosen from. */
public final class HeldOut {
    private HeldOut() {}

    /**
     * The answers of five folds, pooled: between them every case is answered once.
     *
     * @param groups of near-duplicates among the cases
     * @return raw confidence of the source that the fold chose, and whether the answer is what people decided
     */
    public static List<Scored> answers(AnsweringArm arm, ReviewedCases cases, Groups groups, long seed) {
        int[] decided = cases.right();
        List<Scored> answers = new ArrayList<>();
        for (Parts parts : Parts.folds(groups, Shares.STANDARD, seed)) {
            AnsweringArm.Fitted fitted = arm.fit(parts.rows(Part.TRAIN));
            Confidence confidence = Confidence.choose(
                    arm.confidenceSources(),
                    Judged.of(fitted, parts.rows(Part.FIT), decided),
                    Judged.of(fitted, parts.rows(Part.SELECT), decided));
            answers.addAll(Judged.of(fitted, parts.rows(Part.TEST), decided)
                    .scored(one -> new Scored(confidence.raw().applyAsDouble(one.answer()), one.right())));
        }
        return answers;
    }
}
