package io.assay.core.calibration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The risk–coverage curve (El-Yaniv &amp; Wiener 2010; Geifman &amp; El-Yaniv 2017): what share of answers has at least a
 * given confidence, and what share of those is wrong.
 *
 * @param points a point a distinct confidence, highest confidence and least coverage first
 * @param aurc   area under the curve, the mean over k of the risk of the k most confident answers (Geifman, Uziel &amp;
 *               El-Yaniv 2019), in [0, 1]. Inside a tie it is the mean over all its orders: errors come evenly
 */
public record RiskCoverage(List<Point> points, double aurc) {

    /**
     * What is accepted from one threshold on.
     *
     * @param threshold least confidence accepted
     * @param accepted  answers, from 1 to {@code answers}
     * @param errors    wrong ones among them
     * @param answers   all of them
     */
    public record Point(CalibratedConfidence threshold, int accepted, int errors, int answers) {
        /** In (0, 1]. */
        public double coverage() {
            return (double) accepted / answers;
        }

        /** Selective risk, in [0, 1]. */
        public double risk() {
            return (double) errors / accepted;
        }
    }

    public RiskCoverage {
        points = List.copyOf(points);
    }

    /**
     * @param answers at least one; each counts once
     * @throws IllegalArgumentException if there is no answer
     */
    public static RiskCoverage of(List<ScoredAnswer> answers) {
        if (answers.isEmpty()) {
            throw new IllegalArgumentException("no answers to accept");
        }
        ScoredAnswer[] ranked = Ranked.highestFirst(answers);
        List<Point> points = new ArrayList<>();
        double risks = 0;
        int accepted = 0;
        int errors = 0;
        while (accepted < ranked.length) {
            int end = Ranked.endOfTie(ranked, accepted);
            int errorsHere = 0;
            for (int i = accepted; i < end; i++) {
                errorsHere += ranked[i].right() ? 0 : 1;
            }
            double errorsEach = (double) errorsHere / (end - accepted);
            for (int k = accepted + 1; k <= end; k++) {
                risks += (errors + errorsEach * (k - accepted)) / k;
            }
            accepted = end;
            errors += errorsHere;
            points.add(new Point(ranked[end - 1].confidence(), accepted, errors, ranked.length));
        }
        return new RiskCoverage(points, risks / ranked.length);
    }

    /**
     * @param threshold a confidence equal to it is accepted; with raw confidence 0, all of its probability are
     * @return empty if no answer reaches the threshold
     */
    public Optional<Point> at(CalibratedConfidence threshold) {
        int low = 0;
        int high = points.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (points.get(middle).threshold.compareTo(threshold) >= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? Optional.empty() : Optional.of(points.get(low - 1));
    }

    /** Everything accepted. */
    public Point all() {
        return points.getLast();
    }
}
