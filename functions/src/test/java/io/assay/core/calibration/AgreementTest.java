package io.assay.core.calibration;

import static io.assay.core.calibration.CalibrationVectors.answers;
import static io.assay.core.calibration.CalibrationVectors.assertAgrees;
import static io.assay.core.calibration.CalibrationVectors.booleans;
import static io.assay.core.calibration.CalibrationVectors.cases;
import static io.assay.core.calibration.CalibrationVectors.counts;
import static io.assay.core.calibration.CalibrationVectors.doubles;
import static io.assay.core.calibration.CalibrationVectors.grid;
import static io.assay.core.calibration.CalibrationVectors.number;
import static io.assay.core.calibration.CalibrationVectors.single;

import io.assay.core.statistics.Interval;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Closed forms and fits against numpy and scipy. */
class AgreementTest {

    static List<Map<String, Object>> answerSets() {
        return cases("answers");
    }

    @ParameterizedTest
    @MethodSource("answerSets")
    void fittedMaps_agree(Map<String, Object> vector) {
        List<ScoredAnswer> answers = answers(vector);
        CalibrationMap.Platt platt = Calibration.platt(answers);

        assertAgrees("slope", platt.slope(), number(nested(vector, "platt"), "slope"));
        assertAgrees("intercept", platt.intercept(), number(nested(vector, "platt"), "intercept"));
        assertAgrees(
                "1/T", Calibration.temperature(answers).inverseTemperature(), number(vector, "inverseTemperature"));
        assertAgreesAtGrid("Platt", platt, doubles(vector, "plattAtGrid"));
        assertAgreesAtGrid("isotonic", Calibration.isotonic(answers), doubles(vector, "isotonicAtGrid"));
    }

    @ParameterizedTest
    @MethodSource("answerSets")
    void figures_agree(Map<String, Object> vector) {
        List<ScoredAnswer> answers = answers(vector);
        Scores scores = Scores.of(answers);
        CalibrationError error = CalibrationError.of(answers, 10);

        assertAgrees("accuracy", scores.accuracy(), number(vector, "accuracy"));
        assertAgrees("Brier", scores.brier(), number(vector, "brier"));
        assertAgrees("log loss", scores.logLoss(), number(vector, "logLoss"));
        assertAgrees("ECE", error.ece(), number(vector, "ece"));
        assertAgrees("ECE if perfect", error.eceIfPerfect(), number(vector, "eceIfPerfect"));
        assertAgrees("debiased L2", error.debiasedL2Squared(), number(vector, "debiasedL2Squared"));
        assertAgrees("AURC", RiskCoverage.of(answers).aurc(), number(vector, "aurc"));
    }

    @ParameterizedTest
    @MethodSource("answerSets")
    void auroc_agrees(Map<String, Object> vector) {
        Auroc auroc = Auroc.of(answers(vector)).orElseThrow();
        Interval interval = auroc.interval(0.95);
        Map<String, Object> expected = nested(vector, "auroc");

        assertAgrees("AUROC", auroc.value(), number(expected, "value"));
        assertAgrees("standard error", auroc.standardError(), number(expected, "standardError"));
        assertAgrees("degrees of freedom", auroc.degreesOfFreedom(), number(expected, "degreesOfFreedom"));
        assertAgrees("low", interval.lower(), number(expected, "low95"));
        assertAgrees("high", interval.upper(), number(expected, "high95"));
    }

    @Test
    void selector_agrees() {
        Map<String, Object> vector = single("selector");
        double[][] values = CalibrationVectors.list(vector, "values").stream()
                .map(row -> doubles(Map.of("row", row), "row"))
                .toArray(double[][]::new);
        Selector selector = Selector.fit(
                List.of("neighbours", "votes", "verbalised"),
                values,
                booleans(vector, "right"),
                number(vector, "ridge"));

        for (int i = 0; i < 3; i++) {
            Selector.Feature feature = selector.features().get(i);
            assertAgrees("mean", feature.mean(), doubles(vector, "mean")[i]);
            assertAgrees("scale", feature.scale(), doubles(vector, "scale")[i]);
            assertAgrees("weight", feature.weight(), doubles(vector, "weights")[i]);
        }
        assertAgrees("intercept", selector.intercept(), number(vector, "intercept"));
        double[] confidences = doubles(vector, "confidences");
        for (int row = 0; row < values.length; row++) {
            assertAgrees("confidence", selector.confidence(values[row]), confidences[row]);
        }
    }

    @Test
    void poissonBinomial_agrees() {
        for (Map<String, Object> vector : cases("poissonBinomial")) {
            assertAgrees(
                    "E|K − E K|",
                    PoissonBinomial.meanAbsoluteDeviation(doubles(vector, "probabilities")),
                    number(vector, "meanAbsoluteDeviation"));
        }
    }

    @Test
    void populationStability_agrees() {
        for (Map<String, Object> vector : cases("stability")) {
            PopulationStability stability = PopulationStability.of(counts(vector, "before"), counts(vector, "now"));

            assertAgrees("index", stability.index(), number(vector, "index"));
            assertAgrees("without a shift", stability.withoutShift(), number(vector, "withoutShift"));
        }
    }

    private static void assertAgreesAtGrid(String what, CalibrationMap map, double[] expected) {
        double[] grid = grid();
        for (int i = 0; i < grid.length; i++) {
            assertAgrees(what + " at " + grid[i], map.probability(grid[i]), expected[i]);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> nested(Map<String, Object> from, String name) {
        return (Map<String, Object>) from.getOrDefault(name, Map.of());
    }
}
