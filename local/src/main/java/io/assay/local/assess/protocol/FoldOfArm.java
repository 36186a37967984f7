package io.assay.local.assess.protocol;

import io.assay.core.resampling.Part;
import io.assay.core.resampling.Parts;
import io.assay.core.statistics.Binomial;
import io.assay.core.statistics.Certificate;
import io.assay.core.statistics.ErrorCount;
import io.assay.core.statistics.LabelExclusion;
import io.assay.core.statistics.LearnThenTest;
import io.assay.core.statistics.Scored;
import io.assay.core.verdict.ActingThreshold;
import io.assay.core.verdict.Quantity;
import io.assay.core.verdict.Values;
import io.assay.local.assess.arms.AnsweringArm;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * One arm in one fold: confidence and its calibration from the fit part, the source of confidence from the select part,
 * certificates from the certify part, and from them, by cost on the select part, the threshold at which it acts. Nothing
 * is chosen on the certify part; the test part is only answered.
 *
 * @param excluded        labels that are not automated, by place in the label set
 * @param region          certified thresholds by rising coverage
 * @param riskCertifiable its overall risk, all cases accepted, is certifiable at ε
 * @param threshold       least raw confidence at which it acts, minus infinity for any; empty: it never acts
 */
record FoldOfArm(
        Confidence confidence,
        SortedMap<Integer, LabelExclusion> excluded,
        List<Certificate> region,
        boolean riskCertifiable,
        OptionalDouble threshold,
        Judged select,
        Judged test,
        double trainingTokens) {

    static FoldOfArm of(Question question, AnsweringArm arm, Parts parts, int[] train, Sampling sampling) {
        int[] decided = question.cases().right();
        AnsweringArm.Fitted fitted = arm.fit(train);
        Judged select = Judged.of(fitted, parts.rows(Part.SELECT), decided);
        Confidence confidence =
                Confidence.choose(arm.confidenceSources(), Judged.of(fitted, parts.rows(Part.FIT), decided), select);
        SortedMap<Integer, LabelExclusion> excluded = LabelExclusion.of(byLabel(select), question.caps());
        Judged certify = Judged.of(fitted, sampling.thinned(parts.rows(Part.CERTIFY)), decided);
        List<Certificate> region = region(question, confidence, excluded, certify);
        return new FoldOfArm(
                confidence,
                excluded,
                region,
                riskCertifiable(question, certify),
                leastCost(question, confidence, excluded, region, select),
                select,
                Judged.of(fitted, parts.rows(Part.TEST), decided),
                fitted.trainingTokens());
    }

    private static Map<Integer, ErrorCount> byLabel(Judged answers) {
        return answers.all().stream()
                .filter(one -> !one.offSchema())
                .collect(Collectors.groupingBy(
                        one -> one.answer().label(),
                        Collectors.teeing(
                                Collectors.filtering(one -> !one.right(), Collectors.counting()),
                                Collectors.counting(),
                                ErrorCount::new)));
    }

    private static List<Certificate> region(
            Question question, Confidence confidence, SortedMap<Integer, LabelExclusion> excluded, Judged certify) {
        List<Scored> rows = certify.all().stream()
                .filter(usable(excluded))
                .map(one -> new Scored(confidence.raw().applyAsDouble(one.answer()), one.right()))
                .toList();
        return new LearnThenTest(question.targetRisk(), question.delta())
                .region(rows, certify.all().size() - rows.size());
    }

    private static boolean riskCertifiable(Question question, Judged certify) {
        long errors = certify.all().stream().filter(one -> !one.right()).count();
        return !certify.isEmpty()
                && new Binomial(certify.all().size(), question.targetRisk()).logLower(errors)
                        <= Math.log(question.delta());
    }

    private static OptionalDouble leastCost(
            Question question,
            Confidence confidence,
            SortedMap<Integer, LabelExclusion> excluded,
            List<Certificate> region,
            Judged select) {
        Values values = question.inputs().likely();
        ErrorPrices prices = ErrorPrices.of(
                question,
                values,
                select.all().stream().mapToInt(Judged.One::row).toArray());
        List<ActingThreshold.Stake> stakes = select.all().stream()
                .map(one -> new ActingThreshold.Stake(
                        confidence.raw().applyAsDouble(one.answer()),
                        confidence.of(one).confidence().probability(),
                        usable(excluded).test(one),
                        prices.ofAnswer(one.answer().label()),
                        prices.ofPerson()))
                .toList();
        List<Double> thresholds = region.stream()
                .map(certificate -> certificate.acceptance().threshold().orElse(Double.NEGATIVE_INFINITY))
                .toList();
        return ActingThreshold.leastCost(stakes, thresholds, values.of(Quantity.QUALITY_SAMPLE) * values.blind());
    }

    private static Predicate<Judged.One> usable(SortedMap<Integer, LabelExclusion> excluded) {
        return one -> !one.offSchema() && !excluded.containsKey(one.answer().label());
    }

    /** The answer acts alone. */
    boolean acts(Judged.One one) {
        return threshold.isPresent() && reaches(one, threshold.getAsDouble());
    }

    /** The answer is accepted by the certificate of greatest coverage. */
    boolean accepted(Judged.One one) {
        return !region.isEmpty()
                && reaches(one, region.getLast().acceptance().threshold().orElse(Double.NEGATIVE_INFINITY));
    }

    private boolean reaches(Judged.One one, double least) {
        return usable(excluded).test(one) && confidence.raw().applyAsDouble(one.answer()) >= least;
    }
}
