package io.assay.local.assess.report;

import io.assay.core.calibration.Auroc;
import io.assay.core.resampling.LabelNoise;
import io.assay.core.statistics.Interval;
import io.assay.core.verdict.Comparison;
import io.assay.core.verdict.Estimate;
import io.assay.core.verdict.Flip;
import io.assay.core.verdict.Input;
import io.assay.core.verdict.MoneyFindings;
import io.assay.core.verdict.Need;
import io.assay.core.verdict.Quantiles;
import io.assay.local.assess.ArmFindings;
import io.assay.local.assess.Assessment;
import io.assay.local.assess.LatestFifth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * An assessment for machines. What is infinite, undefined or not known is null; an interval is {@code [low, high]}, of
 * accuracy at 95 %, of money at 90 %. {@code latestFifth} is there only where it is known when the cases came in.
 */
public final class AssessmentJson {
    private final Assessment assessment;
    private final Optional<MoneyFindings> money;

    private AssessmentJson(Assessment assessment) {
        this.assessment = assessment;
        this.money = assessment.money().map(Assessment.Money::findings);
    }

    /** Maps, lists, texts, finite numbers, truth values and nulls. */
    public static Map<String, Object> of(Assessment assessment) {
        return new AssessmentJson(assessment).map();
    }

    private Map<String, Object> map() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("records", assessment.records());
        map.put("groups", assessment.groups());
        map.put("verdictScope", assessment.scope().word());
        map.put("recommendation", assessment.recommended());
        map.put("verdict", assessment.verdict().word());
        map.put("reason", assessment.verdict().reason());
        map.put("arms", assessment.arms().stream().map(AssessmentJson::arm).toList());
        put(map, "comparison", assessment.comparison().map(AssessmentJson::comparison));
        putMoney(map);
        put(map, "labelNoise", assessment.labelNoise().map(AssessmentJson::labelNoise));
        assessment.latestFifth().ifPresent(latest -> map.put("latestFifth", latestFifth(latest)));
        map.put("selection", assessment.selection());
        map.put("costTerms", terms());
        map.put("assumptions", assumptions());
        map.put("flips", flips());
        map.put(
                "needs",
                assessment.verdict().needs().stream().map(AssessmentJson::need).toList());
        return map;
    }

    private static Map<String, Object> arm(ArmFindings arm) {
        Optional<ArmFindings.Answering> answering = arm.answering();
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", arm.name());
        map.put("answeredBy", arm.answeredBy());
        map.put("tuned", arm.tuned());
        put(map, "confidenceSource", answering.map(ArmFindings.Answering::confidenceSource));
        put(map, "accuracy", answering.map(a -> a.scores().accuracy()));
        put(map, "accuracyInterval", answering.map(a -> interval(a.accuracyInterval())));
        put(map, "ece", answering.map(a -> a.calibration().ece()));
        put(map, "eceIfPerfect", answering.map(a -> a.calibration().eceIfPerfect()));
        put(map, "auroc", answering.flatMap(ArmFindings.Answering::auroc).map(Auroc::value));
        put(map, "aurc", answering.map(a -> a.riskCoverage().aurc()));
        put(map, "costPerCaseUsd", arm.costPerCaseUsd());
        put(map, "certificate", answering.flatMap(a -> a.certificate().map(AssessmentJson::certificate)));
        put(map, "monthlySaving", arm.monthlySaving().map(Quantiles::median));
        put(map, "monthlySavingInterval", arm.monthlySaving().map(AssessmentJson::interval));
        return map;
    }

    private static Map<String, Object> certificate(ArmFindings.Certified certified) {
        Map<String, Object> map = new LinkedHashMap<>();
        put(map, "targetRisk", certified.targetRisk());
        put(map, "delta", certified.delta());
        put(map, "threshold", orNaN(certified.threshold()));
        put(map, "coverage", certified.coverage());
        put(map, "testRisk", certified.testRisk());
        map.put("noiseLimited", certified.noiseLimited());
        return map;
    }

    private static Map<String, Object> comparison(Assessment.ArmComparison comparison) {
        Map<String, Object> map = new LinkedHashMap<>();
        put(map, "mcnemarP", comparison.mcnemarP());
        put(map, "accuracyGain", comparison.accuracyGain());
        map.put("accuracyGainInterval", interval(comparison.accuracyGainInterval()));
        return map;
    }

    private void putMoney(Map<String, Object> map) {
        put(map, "npv", money.map(m -> m.delta().median()));
        put(map, "npvInterval", money.map(m -> interval(m.delta())));
        put(map, "probabilityPays", assessment.money().map(Assessment.Money::probabilityPays));
        put(map, "breakEvenCasesPerMonth", money.map(MoneyFindings::breakEven));
        put(map, "paybackMonths", money.map(MoneyFindings::paybackMonth));
    }

    private static Map<String, Object> labelNoise(LabelNoise noise) {
        Map<String, Object> map = new LinkedHashMap<>();
        put(map, "rate", noise.rate());
        map.put("interval", interval(noise.interval()));
        map.put("source", noise.source().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        map.put("pairs", noise.pairs());
        map.put("conflicts", noise.conflicts());
        return map;
    }

    private static Map<String, Object> latestFifth(LatestFifth latest) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("cases", latest.cases());
        map.put("since", latest.since().toString());
        map.put("arms", latest.arms().stream().map(AssessmentJson::later).toList());
        return map;
    }

    private static Map<String, Object> later(LatestFifth.Arm arm) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", arm.name());
        put(map, "accuracy", arm.accuracy());
        map.put("accuracyInterval", interval(arm.accuracyInterval()));
        put(map, "accuracyAtRandom", arm.accuracyAtRandom());
        map.put("worse", arm.worse());
        put(map, "coverage", arm.certificate().map(LatestFifth.Certified::coverage));
        put(map, "testRisk", arm.certificate().map(LatestFifth.Certified::testRisk));
        map.put("certificateHolds", arm.certificateHolds());
        return map;
    }

    private List<Object> terms() {
        List<Object> terms = new ArrayList<>();
        for (Comparison.Term term : money.map(MoneyFindings::terms).orElse(List.of())) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("term", term.term().word());
            put(map, "alternativeUsd", term.alternative());
            put(map, "tunedUsd", term.tuned());
            put(map, "differenceUsd", term.difference());
            terms.add(map);
        }
        return terms;
    }

    /** Every input with its source, then every sentence. */
    private List<Object> assumptions() {
        List<Object> assumptions = new ArrayList<>();
        assessment.inputs().estimates().forEach((input, estimate) -> {
            Map<String, Object> map = input(input, estimate);
            map.put("text", InputWords.text(input, estimate));
            assumptions.add(map);
        });
        assessment.assumptions().forEach(sentence -> assumptions.add(Map.of("text", sentence)));
        return assumptions;
    }

    private List<Object> flips() {
        List<Object> flips = new ArrayList<>();
        for (Flip flip : money.map(MoneyFindings::flips).orElse(List.of())) {
            Map<String, Object> map = input(flip.input(), flip.estimate());
            put(map, "at", orNaN(flip.at()));
            map.put("insideRange", flip.insideRange());
            flips.add(map);
        }
        return flips;
    }

    private static Map<String, Object> input(Input input, Estimate estimate) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("input", input.text());
        map.put("unit", input.quantity().unit());
        put(map, "low", estimate.low());
        put(map, "likely", estimate.likely());
        put(map, "high", estimate.high());
        map.put("source", estimate.source().word());
        return map;
    }

    private static Map<String, Object> need(Need need) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("kind", need.kind().word());
        map.put("n", need.n());
        map.put("of", need.of());
        map.put("why", need.why());
        return map;
    }

    private static List<@Nullable Object> interval(Interval interval) {
        return pair(interval.lower(), interval.upper());
    }

    private static List<@Nullable Object> interval(Quantiles quantiles) {
        return pair(quantiles.q05(), quantiles.q95());
    }

    private static List<@Nullable Object> pair(double low, double high) {
        List<@Nullable Object> pair = new ArrayList<>();
        pair.add(finite(low));
        pair.add(finite(high));
        return pair;
    }

    private static double orNaN(OptionalDouble number) {
        return number.orElse(Double.NaN);
    }

    private static void put(Map<String, Object> map, String key, double number) {
        put(map, key, Optional.of(number));
    }

    /** Empty, infinite and undefined become null. */
    private static void put(Map<String, Object> map, String key, Optional<?> value) {
        @Nullable Object known = value.orElse(null);
        map.put(key, known instanceof Double number ? finite(number) : known);
    }

    private static @Nullable Double finite(double number) {
        return Double.isFinite(number) ? number : null;
    }
}
