package io.assay.local.assess;

import io.assay.core.calibration.Auroc;
import io.assay.core.calibration.CalibrationError;
import io.assay.core.calibration.RiskCoverage;
import io.assay.core.calibration.Scores;
import io.assay.core.statistics.Interval;
import io.assay.core.verdict.Arm;
import io.assay.core.verdict.Quantiles;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One arm's figures, on the test part; those that people have none of are empty for them.
 *
 * @param costPerCaseUsd at the threshold it would act at, people included
 * @param monthlySaving  USD a month over the process in force, people alone; empty for people
 */
public record ArmFindings(
        String name,
        Arm.Kind kind,
        String answeredBy,
        Optional<Answering> answering,
        double costPerCaseUsd,
        Optional<Quantiles> monthlySaving) {

    /**
     * How it answers.
     *
     * @param confidenceSource the one that was chosen, for example {@code selector}
     * @param accuracyInterval 95 %
     * @param auroc            empty without an error
     * @param certificate      empty: none could be given
     * @param automated        share of the test cases that it would decide alone, in [0, 1]
     * @param worst            most frequent confusions first
     * @param excluded         labels that are left to people, each with the reason
     */
    public record Answering(
            String confidenceSource,
            Interval accuracyInterval,
            Scores scores,
            CalibrationError calibration,
            Optional<Auroc> auroc,
            RiskCoverage riskCoverage,
            Optional<Certified> certificate,
            double automated,
            List<Confusion> worst,
            List<ExcludedLabel> excluded) {
        public Answering {
            worst = List.copyOf(worst);
            excluded = List.copyOf(excluded);
        }
    }

    /**
     * What may be promised.
     *
     * @param threshold    raw confidence at which it acts, median over the folds; empty: accepts every case
     * @param coverage     greatest share of the cases that is certified, median over the folds, in (0, 1]
     * @param testRisk     wrong answers an accepted one on the test part, in [0, 1]; not a number if none was accepted
     * @param noiseLimited label noise may be above half the target risk
     */
    public record Certified(
            double targetRisk,
            double delta,
            OptionalDouble threshold,
            double coverage,
            double testRisk,
            boolean noiseLimited) {}

    /** How often a case of one label was answered with another, on the test part. */
    public record Confusion(String right, String answered, long times) {}

    /** A label that the arm does not decide alone. */
    public record ExcludedLabel(String label, String why) {}

    public boolean tuned() {
        return kind == Arm.Kind.TUNED;
    }
}
