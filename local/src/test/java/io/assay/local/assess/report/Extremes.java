package io.assay.local.assess.report;

import io.assay.core.verdict.Arm;
import io.assay.core.verdict.Comparison;
import io.assay.core.verdict.CostTerm;
import io.assay.core.verdict.MoneyFindings;
import io.assay.core.verdict.Need;
import io.assay.core.verdict.Quantiles;
import io.assay.core.verdict.Verdict;
import io.assay.local.assess.ArmFindings;
import io.assay.local.assess.Assessment;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Figures and texts that no page is laid out for. */
final class Extremes {
    static final String HOSTILE = "<script>alert('&\"')</script>\u001b[31m\u202e";

    private Extremes() {}

    /** It never pays, and nothing is defined. */
    static MoneyFindings never(MoneyFindings from) {
        return new MoneyFindings(
                from.alternative(),
                from.tuned(),
                from.monthlySaving(),
                new Quantiles(Double.NaN, Double.NaN, Double.NaN),
                Double.POSITIVE_INFINITY,
                Double.POSITIVE_INFINITY,
                Double.POSITIVE_INFINITY,
                Double.POSITIVE_INFINITY,
                from.volume(),
                from.months(),
                from.materiality(),
                from.discountedMonths(),
                from.dataDeviation(),
                from.inputsShare(),
                from.flips(),
                from.terms(),
                from.extrapolatedDelta());
    }

    /** Every text of the user's is this, and money goes into the thousand millions. */
    static Assessment awkward(String text) {
        Assessment from = Assessments.worthIt();
        Assessment.Money money = from.money().orElseThrow();
        List<ArmFindings> arms = Stream.concat(Stream.of(arm(text, -1e9), arm("b" + text, 1e15)), from.arms().stream())
                .toList();
        Assessment changed = Assessments.changed(
                from,
                new Verdict.NotYet(
                        text + " has a reason",
                        List.of(new Need(Need.Kind.LABELS, 1L << 50, "rows of the label " + text, text))),
                text,
                arms,
                Optional.of(new Assessment.Money(costly(money.findings(), text), 0.5, new double[] {-1e9, -2e9, 3e9})));
        return new Assessment(
                text,
                changed.date(),
                Long.MIN_VALUE,
                3,
                changed.scope(),
                changed.records(),
                changed.groups(),
                changed.labels(),
                text,
                changed.targetRisk(),
                changed.delta(),
                changed.verdict(),
                text,
                changed.arms(),
                changed.comparison(),
                changed.money(),
                changed.latestFifth(),
                changed.labelNoise(),
                changed.inputs(),
                new Assessment.PricesUsed(text, text, text, Optional.of(from.date()), true),
                List.of(text, text + " " + text));
    }

    private static ArmFindings arm(String name, double usd) {
        ArmFindings.Answering like = Assessments.arm(name, Arm.Kind.PROMPT, 0.9, Optional.of(0.5), usd, usd)
                .answering()
                .orElseThrow();
        return new ArmFindings(
                name,
                Arm.Kind.PROMPT,
                name,
                Optional.of(new ArmFindings.Answering(
                        name,
                        like.accuracyInterval(),
                        like.scores(),
                        like.calibration(),
                        like.auroc(),
                        like.riskCoverage(),
                        like.certificate(),
                        like.automated(),
                        List.of(new ArmFindings.Confusion(name, name, Long.MAX_VALUE)),
                        List.of(new ArmFindings.ExcludedLabel(name, name)))),
                usd,
                Optional.of(new Quantiles(-usd, usd, usd)));
    }

    private static MoneyFindings costly(MoneyFindings from, String name) {
        return new MoneyFindings(
                name,
                name,
                new Quantiles(-1e9, 1e9, 1e9),
                new Quantiles(-1e9, 1e9, 1e9),
                from.paybackMonth(),
                from.fastestPaybackMonth(),
                1e9,
                1e9,
                from.volume(),
                from.months(),
                from.materiality(),
                from.discountedMonths(),
                from.dataDeviation(),
                from.inputsShare(),
                from.flips(),
                List.of(
                        new Comparison.Term(CostTerm.QUALITY_SAMPLE, 1e9, 3e9),
                        new Comparison.Term(CostTerm.BUILD, 1e11, 0)),
                from.extrapolatedDelta());
    }
}
