package io.assay.core.calibration;

import java.util.List;

/**
 * What the probabilities of answers are worth, each answer counted once.
 *
 * @param accuracy share of right answers, in [0, 1]
 * @param brier    mean squared distance of the probability from 1 where right and 0 where wrong (Brier 1950), in [0, 1]
 * @param logLoss  mean of −ln of the probability of what happened, at least 0 nats; probabilities are kept 2⁻⁵² away from
 *                 0 and 1, so that a certain answer that is wrong costs 36.04 and not everything
 */
public record Scores(double accuracy, double brier, double logLoss) {
    private static final double MARGIN = Math.ulp(1.0);

    /**
     * @param answers at least one
     * @throws IllegalArgumentException if there is no answer
     */
    public static Scores of(List<ScoredAnswer> answers) {
        if (answers.isEmpty()) {
            throw new IllegalArgumentException("no answers to score");
        }
        int right = 0;
        double squares = 0;
        double logs = 0;
        for (ScoredAnswer answer : answers) {
            double ofWhatHappened = answer.right() ? answer.probability() : 1 - answer.probability();
            right += answer.right() ? 1 : 0;
            squares += (1 - ofWhatHappened) * (1 - ofWhatHappened);
            logs -= Math.log(Math.clamp(ofWhatHappened, MARGIN, 1 - MARGIN));
        }
        double count = answers.size();
        return new Scores(right / count, squares / count, logs / count);
    }
}
