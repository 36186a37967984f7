package io.assay.core.calibration;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;

/** Made-up answers. */
final class Made {
    private Made() {}

    /** Confidences as of a good arm: nine in ten above 0.6; an answer is right with the probability that truth says. */
    static List<ScoredAnswer> answers(int count, DoubleUnaryOperator truth, RandomGenerator random) {
        List<ScoredAnswer> answers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double raw = Math.pow(random.nextDouble(), 0.2);
            answers.add(ScoredAnswer.raw(raw, random.nextDouble() < truth.applyAsDouble(raw)));
        }
        return answers;
    }

    /** Right answers, then wrong ones, all of one confidence. */
    static List<ScoredAnswer> tied(double raw, int right, int wrong) {
        List<ScoredAnswer> answers = new ArrayList<>();
        for (int i = 0; i < right + wrong; i++) {
            answers.add(ScoredAnswer.raw(raw, i < right));
        }
        return answers;
    }

    @SafeVarargs
    static List<ScoredAnswer> all(List<ScoredAnswer>... answers) {
        List<ScoredAnswer> all = new ArrayList<>();
        for (List<ScoredAnswer> some : answers) {
            all.addAll(some);
        }
        return all;
    }
}
