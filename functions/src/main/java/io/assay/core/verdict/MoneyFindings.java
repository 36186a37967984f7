package io.assay.core.verdict;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What the money came to: tuning against its best alternative. Figures are medians over the draws, so that saving,
 * break-even, payback and Δ speak of the same middle: the median of Δ is positive exactly when the volume is above the
 * median break-even.
 *
 * @param alternative         ALT
 * @param tuned               TUN
 * @param monthlySaving       USD a month over ALT
 * @param delta               Δ over the horizon, USD
 * @param paybackMonth        median; infinite when not within the horizon
 * @param fastestPaybackMonth its 5 % quantile
 * @param breakEven           V*, median, cases a month; 0 when tuning pays at any volume, infinite when at none
 * @param leastBreakEven      its 5 % quantile
 * @param volume              V at its likely value
 * @param months              T
 * @param materiality         m0, USD
 * @param discountedMonths    months in which TUN runs, discounted
 * @param dataDeviation       standard deviation of Δ over the data, USD
 * @param inputsShare         share of var(Δ) from the inputs, in [0, 1]
 * @param terms               costs of both, the greatest difference first
 * @param extrapolatedDelta   95 % quantile of Δ where the learning curve, extrapolated at most twofold, leads; empty: no curve
 */
public record MoneyFindings(
        String alternative,
        String tuned,
        Quantiles monthlySaving,
        Quantiles delta,
        double paybackMonth,
        double fastestPaybackMonth,
        double breakEven,
        double leastBreakEven,
        double volume,
        int months,
        double materiality,
        double discountedMonths,
        double dataDeviation,
        double inputsShare,
        List<Flip> flips,
        List<Comparison.Term> terms,
        OptionalDouble extrapolatedDelta) {

    public MoneyFindings {
        flips = List.copyOf(flips);
        terms = List.copyOf(terms);
    }

    /** @param likely the comparison with every input at its likely value */
    public static MoneyFindings of(
            MonteCarlo draws, Comparison likely, List<Flip> flips, OptionalDouble extrapolatedDelta) {
        return new MoneyFindings(
                likely.alternative().arm().name(),
                likely.tuned().arm().name(),
                new Quantiles(draws.monthlySaving(0.05), draws.monthlySaving(0.5), draws.monthlySaving(0.95)),
                new Quantiles(draws.delta(0.05), draws.delta(0.5), draws.delta(0.95)),
                draws.paybackMonth(0.5),
                draws.paybackMonth(0.05),
                draws.breakEven(0.5),
                draws.breakEven(0.05),
                likely.values().volume(),
                likely.values().discounting().months(),
                likely.materiality(),
                likely.discountedMonths(),
                draws.dataDeviation(),
                draws.inputsShare(),
                flips,
                likely.terms(),
                extrapolatedDelta);
    }

    /** What tuning would have to save more in each of its months for Δ to be material, USD a month; 0 when it is, infinite when it never runs. */
    public double gapAMonth() {
        double lacking = Math.max(0, materiality - delta.median());
        return lacking == 0 ? 0 : lacking / discountedMonths;
    }

    /** True when twice the training rows at most would lift Δ to what is material. */
    boolean learningLifts() {
        return extrapolatedDelta.isPresent() && extrapolatedDelta.getAsDouble() >= materiality;
    }
}
