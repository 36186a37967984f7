package io.assay.core.verdict;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedSet;

/**
 * Tuning against its best alternative, with one value for each input.
 *
 * <p>The process in force runs while an arm is built. Where tuning is weighed against the alternative it is the alternative
 * itself: whoever tunes may answer in the other way meanwhile, and V* in closed form takes it so. A slower process would
 * charge tuning for the alternative's head start.
 */
public record Comparison(MeasuredArm alternative, MeasuredArm tuned, MeasuredArm inForce, Values values) {

    /** One term of both present costs, USD. */
    public record Term(CostTerm term, double alternative, double tuned) {

        /** alternative − tuned: positive where tuning saves. */
        public double difference() {
            return alternative - tuned;
        }
    }

    /** The alternative is in force while the tuned model is made. */
    public static Comparison of(MeasuredArm alternative, MeasuredArm tuned, Values values) {
        return new Comparison(alternative, tuned, alternative, values);
    }

    /** The same comparison at another volume. */
    public Comparison at(double casesPerMonth) {
        return new Comparison(alternative, tuned, inForce, values.withVolume(casesPerMonth));
    }

    /** Δ = N_ALT − N_TUN, USD: positive when tuning pays. */
    public double delta() {
        return CostModel.presentCost(alternative, inForce, values).total()
                - CostModel.presentCost(tuned, inForce, values).total();
    }

    /** M_ALT − M_TUN, USD a month once both run. */
    public double monthlySaving() {
        return CostModel.monthly(alternative, values).total()
                - CostModel.monthly(tuned, values).total();
    }

    /** m0, the least Δ that is worth it: 5 % of a year of the alternative, USD. */
    public double materiality() {
        return 0.05 * 12 * CostModel.monthly(alternative, values).total();
    }

    /** Σ_{t > L} d^t of the tuned arm: the months in which it runs, discounted. */
    public double discountedMonths() {
        return values.discounting().after(tuned.arm().leadMonths());
    }

    /**
     * The first month by whose end the discounted difference, what tuning costs at the start included, is no longer
     * negative; 0 when it costs nothing more at the start. A later retraining may make it negative again: Δ is the
     * difference at the horizon.
     *
     * @return empty: not within the horizon
     */
    public OptionalInt paybackMonth() {
        double[] cumulative = cumulative();
        for (int month = 0; month < cumulative.length; month++) {
            if (cumulative[month] >= 0) {
                return OptionalInt.of(month);
            }
        }
        return OptionalInt.empty();
    }

    /** Discounted ALT − TUN up to the end of each month, USD, from month 0, what is paid at the start, to T. */
    public double[] cumulative() {
        Discounting discounting = values.discounting();
        double[] difference = new double[discounting.months() + 1];
        add(difference, alternative, discounting, 1);
        add(difference, tuned, discounting, -1);
        Arrays.parallelPrefix(difference, Double::sum);
        return difference;
    }

    private void add(double[] months, MeasuredArm arm, Discounting discounting, double sign) {
        double before = CostModel.monthly(inForce, values).total();
        double after = CostModel.monthly(arm, values).total();
        double anew = CostModel.retraining(arm, values);
        SortedSet<Integer> due = RetrainingMonths.of(arm.arm().retraining(), discounting.months());
        months[0] += sign * CostModel.oneOff(arm, values).total();
        for (int month = 1; month < months.length; month++) {
            double cost = (month <= arm.arm().leadMonths() ? before : after) + (due.contains(month) ? anew : 0);
            months[month] += sign * discounting.factor(month) * cost;
        }
    }

    /** V*. */
    public BreakEven breakEven() {
        return new BreakEvenSearch(this).find();
    }

    /** Both present costs by term, the greatest difference first. The differences add up to Δ. */
    public List<Term> terms() {
        CostBreakdown here = CostModel.presentCost(alternative, inForce, values);
        CostBreakdown there = CostModel.presentCost(tuned, inForce, values);
        return Arrays.stream(CostTerm.values())
                .map(term -> new Term(term, here.of(term), there.of(term)))
                .sorted(Comparator.comparingDouble((Term term) -> -Math.abs(term.difference())))
                .toList();
    }
}
