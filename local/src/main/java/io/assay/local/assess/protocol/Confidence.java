package io.assay.local.assess.protocol;

import io.assay.core.calibration.Calibration;
import io.assay.core.calibration.CalibrationMap;
import io.assay.core.calibration.RiskCoverage;
import io.assay.core.calibration.ScoredAnswer;
import io.assay.core.calibration.Selector;
import io.assay.local.assess.arms.ArmAnswer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How surely an answer is right: one source, or all of them in a {@link Selector}, under a calibration map.
 *
 * @param source name of the source, {@value #SELECTOR} where it is all of them
 * @param raw    of an answer, in [0, 1]: what thresholds are told in
 * @param map    from raw confidence to the probability of being right
 */
record Confidence(String source, ToDoubleFunction<ArmAnswer> raw, CalibrationMap map) {
    static final String SELECTOR = "selector";

    /** A weak pull of the weights towards 0: few rows, or sources that say the same, do not make them run away. */
    private static final double RIDGE = 1;

    /**
     * Fitted on the fit part; the source is the one with the least area under the risk–coverage curve on the select part,
     * the selector in case of a tie.
     *
     * @param sources names, at least one
     * @param fit     answers of the fit part
     * @param select  answers of the select part
     */
    static Confidence choose(List<String> sources, Judged fit, Judged select) {
        List<Confidence> candidates = new ArrayList<>();
        if (sources.size() > 1 && !fit.isEmpty()) {
            Selector selector = Selector.fit(sources, fit.confidences(), fit.right(), RIDGE);
            candidates.add(fitted(SELECTOR, answer -> selector.confidence(answer.confidences()), fit));
        }
        for (int i = 0; i < sources.size(); i++) {
            int place = i;
            candidates.add(fitted(sources.get(i), answer -> answer.confidences()[place], fit));
        }
        return select.isEmpty()
                ? candidates.getFirst()
                : candidates.stream()
                        .min(Comparator.comparingDouble(candidate -> candidate.aurc(select)))
                        .orElseThrow();
    }

    private static Confidence fitted(String source, ToDoubleFunction<ArmAnswer> raw, Judged fit) {
        return new Confidence(
                source,
                raw,
                Calibration.fit(
                        fit.scored(answer -> ScoredAnswer.raw(raw.applyAsDouble(answer.answer()), answer.right()))));
    }

    private double aurc(Judged answers) {
        return RiskCoverage.of(answers.scored(this::of)).aurc();
    }

    ScoredAnswer of(Judged.One answer) {
        return new ScoredAnswer(map.apply(raw.applyAsDouble(answer.answer())), answer.right());
    }
}
