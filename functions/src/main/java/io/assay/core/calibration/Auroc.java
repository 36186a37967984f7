package io.assay.core.calibration;

import io.assay.core.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The area under the ROC curve of confidence as a sign of being right: the probability that a right answer has more
 * confidence than a wrong one, ties counted half (Hanley &amp; McNeil 1982).
 *
 * @param value            in [0, 1]
 * @param standardError    √(S₁₀/m + S₀₁/n) of DeLong, DeLong &amp; Clarke-Pearson 1988; not a number with fewer than two
 *                         answers of a kind
 * @param degreesOfFreedom Satterthwaite's of the standard error (Brunner &amp; Munzel 2000); not a number where the
 *                         standard error is 0 or none
 * @param right            answers, at least 1
 * @param wrong            answers, at least 1
 */
public record Auroc(double value, double standardError, double degreesOfFreedom, int right, int wrong) {

    /**
     * @param answers each counts once
     * @return empty if all were right or all were wrong
     */
    public static Optional<Auroc> of(List<ScoredAnswer> answers) {
        int right = (int) answers.stream().filter(ScoredAnswer::right).count();
        int wrong = answers.size() - right;
        if (right == 0 || wrong == 0) {
            return Optional.empty();
        }
        List<Tie> ties = ties(Ranked.lowestFirst(answers));
        double beaten = 0; // in halves, so that it is exact
        for (Tie tie : ties) {
            beaten += tie.right * (tie.wrongBelow + tie.wrong / 2.0);
        }
        double value = beaten / right / wrong;
        double ofRight = 0;
        double ofWrong = 0;
        for (Tie tie : ties) {
            ofRight += tie.right * Math.pow(tie.beaten(wrong) - value, 2);
            ofWrong += tie.wrong * Math.pow(tie.beating(right) - value, 2);
        }
        ofRight = ofRight / (right - 1.0) / right;
        ofWrong = ofWrong / (wrong - 1.0) / wrong;
        double variance = ofRight + ofWrong;
        double freedom = variance * variance / (ofRight * ofRight / (right - 1.0) + ofWrong * ofWrong / (wrong - 1.0));
        return Optional.of(new Auroc(value, Math.sqrt(variance), freedom, right, wrong));
    }

    /**
     * The interval of the standard error on the scale of log odds (Pepe 2003), which keeps it inside [0, 1], with
     * Student's quantiles. In simulation its upper end keeps to its level from 5 errors on; its lower end is too high
     * where errors are few and the area large: at 95 %, 30 errors and an area of 0.97 the interval holds 91 %.
     *
     * <p>Where right and wrong are separated without exception the standard error is 0; then min(right, wrong) pairs
     * without a common answer all went one way, and the interval is what that alone shows (Clopper &amp; Pearson 1934).
     * With fewer than two answers of a kind nothing is known.
     *
     * @param level in (0, 1)
     * @throws IllegalArgumentException if the level is outside its range
     */
    public Interval interval(double level) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("level outside (0, 1): " + level);
        }
        double tail = (1 - level) / 2;
        int pairs = Math.min(right, wrong);
        if (pairs < 2) {
            return new Interval(0, 1);
        }
        double least = Math.pow(tail, 1.0 / pairs);
        if (value >= 1) {
            return new Interval(least, 1);
        }
        if (value <= 0) {
            return new Interval(0, 1 - least);
        }
        if (standardError == 0) { // every answer ties with every other
            return new Interval(value, value);
        }
        double quantile = TDistribution.of(degreesOfFreedom).inverseSurvivalProbability(tail);
        double reach = quantile * standardError / (value * (1 - value));
        double logit = Math.log(value / (1 - value));
        return new Interval(Logit.inverse(logit - reach), Logit.inverse(logit + reach));
    }

    /**
     * The bound that the true area exceeds in a share {@code 1 - confidence} of samples.
     *
     * @param confidence in (0.5, 1)
     * @throws IllegalArgumentException if the confidence is outside its range
     */
    public double upperBound(double confidence) {
        return interval(2 * confidence - 1).upper();
    }

    private static List<Tie> ties(ScoredAnswer[] ranked) {
        List<Tie> ties = new ArrayList<>();
        int right = 0;
        int wrong = 0;
        int from = 0;
        while (from < ranked.length) {
            int end = Ranked.endOfTie(ranked, from);
            int rightHere = 0;
            for (int i = from; i < end; i++) {
                rightHere += ranked[i].right() ? 1 : 0;
            }
            int wrongHere = end - from - rightHere;
            ties.add(new Tie(rightHere, wrongHere, right, wrong));
            right += rightHere;
            wrong += wrongHere;
            from = end;
        }
        return ties;
    }

    /** Answers of one confidence, and how many have less. */
    private record Tie(int right, int wrong, int rightBelow, int wrongBelow) {

        /** The share of wrong answers that one with this confidence beats. */
        double beaten(int allWrong) {
            return (wrongBelow + wrong / 2.0) / allWrong;
        }

        /** The share of right answers that beat one with this confidence. */
        double beating(int allRight) {
            return (allRight - rightBelow - right / 2.0) / allRight;
        }
    }
}
