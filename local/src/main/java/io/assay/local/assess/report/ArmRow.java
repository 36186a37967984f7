package io.assay.local.assess.report;

import io.assay.core.calibration.Auroc;
import io.assay.core.statistics.Interval;
import io.assay.core.verdict.Quantiles;
import io.assay.local.assess.ArmFindings;
import io.assay.local.assess.ArmFindings.Answering;
import io.assay.local.assess.ArmFindings.Certified;
import io.assay.local.assess.Assessment;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * One arm's figures as text; {@value Figures#NONE} where there is none.
 *
 * @param accuracy in per cent, like its interval
 */
public record ArmRow(
        String name,
        String does,
        String answeredBy,
        boolean recommended,
        String accuracy,
        String accuracyInterval,
        String alone,
        String automated,
        String costPerCase,
        String saving,
        String savingInterval,
        String promise,
        Trust trust) {

    /** How far its confidence can be trusted. */
    public record Trust(
            String source,
            String ece,
            String eceIfPerfect,
            String auroc,
            String aurc,
            String threshold,
            String testRisk) {}

    static List<ArmRow> of(Assessment assessment) {
        return assessment.arms().stream().map(arm -> of(arm, assessment)).toList();
    }

    private static ArmRow of(ArmFindings arm, Assessment assessment) {
        Optional<Answering> answering = arm.answering();
        return new ArmRow(
                arm.name(),
                VerdictWords.kind(arm),
                arm.answeredBy(),
                arm.name().equals(assessment.recommended()),
                text(answering, a -> Figures.tenths(a.scores().accuracy())),
                text(answering, a -> interval(a.accuracyInterval())),
                text(
                        answering,
                        a -> a.certificate()
                                .map(certified -> Figures.percent(certified.coverage()))
                                .orElse("none")),
                percent(answering, Answering::automated),
                Figures.usd(arm.costPerCaseUsd()),
                text(arm.monthlySaving(), saving -> Figures.usd(saving.median())),
                text(arm.monthlySaving(), ArmRow::interval),
                VerdictWords.alone(arm, assessment.targetRisk()),
                trust(answering));
    }

    private static Trust trust(Optional<Answering> answering) {
        Optional<Certified> certificate = answering.flatMap(Answering::certificate);
        return new Trust(
                text(answering, Answering::confidenceSource),
                ratio(answering, a -> a.calibration().ece()),
                ratio(answering, a -> a.calibration().eceIfPerfect()),
                ratio(answering.flatMap(Answering::auroc), Auroc::value),
                ratio(answering, a -> a.riskCoverage().aurc()),
                text(
                        certificate,
                        certified -> certified.threshold().isPresent()
                                ? Figures.ratio(certified.threshold().getAsDouble())
                                : "every case"),
                percent(certificate, Certified::testRisk));
    }

    private static String interval(Interval interval) {
        return Figures.tenths(interval.lower()) + "–" + Figures.tenths(interval.upper());
    }

    private static String interval(Quantiles quantiles) {
        return Figures.usd(quantiles.q05()) + " to " + Figures.usd(quantiles.q95());
    }

    private static <T> String percent(Optional<T> from, ToDoubleFunction<T> share) {
        return text(from, value -> Figures.percent(share.applyAsDouble(value)));
    }

    private static <T> String ratio(Optional<T> from, ToDoubleFunction<T> number) {
        return text(from, value -> Figures.ratio(number.applyAsDouble(value)));
    }

    private static <T> String text(Optional<T> from, Function<T, String> words) {
        return from.map(words).orElse(Figures.NONE);
    }
}
