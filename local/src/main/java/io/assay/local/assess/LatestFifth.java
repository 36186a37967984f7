package io.assay.local.assess;

import io.assay.core.statistics.Interval;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The arms once more, fitted, chosen and certified on the earlier cases and tested on the latest fifth of them: what cases
 * drawn at random cannot show is whether the cases to come are like those gone by.
 *
 * @param cases tested
 * @param since day of the earliest case tested, in UTC
 * @param arms  in the order of the assessment's, people not among them
 */
public record LatestFifth(long cases, LocalDate since, List<Arm> arms) {
    public LatestFifth {
        arms = List.copyOf(arms);
    }

    /**
     * One arm's figures.
     *
     * @param accuracyAtRandom what it comes to in the folds that are drawn at random
     * @param accuracyInterval 95 %
     * @param certificate      empty: none could be given on the earlier cases
     */
    public record Arm(
            String name,
            double accuracy,
            Interval accuracyInterval,
            double accuracyAtRandom,
            Optional<Certified> certificate) {

        /** Surely less often right than on cases drawn at random. */
        public boolean worse() {
            return accuracyInterval.upper() < accuracyAtRandom;
        }

        /** It has a certificate, and what that accepts is not surely riskier than promised. */
        public boolean certificateHolds() {
            return certificate.isPresent() && !certificate.get().broken();
        }
    }

    /**
     * The certificate of greatest coverage.
     *
     * @param coverage share of the cases tested that it accepts, in [0, 1]
     * @param testRisk wrong answers an accepted one, in [0, 1]; not a number if none was accepted
     * @param broken   the lower 95 % bound of that rate is above the target risk
     */
    public record Certified(double coverage, double testRisk, boolean broken) {}
}
