package io.assay.core.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** V*, payback and Δ agree with each other and with a reckoning month by month, over generated inputs. */
class ComparisonLawsTest {
    private static final int COMPARISONS = 250;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 20260301})
    void straightLine_breakEvenIsTheClosedFormAndTheRoot(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<Kind, Integer> seen = new EnumMap<>(Kind.class);
        for (int i = 0; i < COMPARISONS; i++) {
            Comparison comparison = new Generated(random).comparison(false, false);
            String name = "seed " + seed + ", comparison " + i + ": " + comparison.tuned() + comparison.alternative();
            double tunedCase = CostModel.costPerCase(comparison.tuned(), comparison.values());
            double otherCase = CostModel.costPerCase(comparison.alternative(), comparison.values());
            double scale = CostModel.presentCost(comparison.tuned(), comparison.inForce(), comparison.values())
                    .total();
            BreakEven breakEven = comparison.breakEven();
            seen.merge(Kind.of(breakEven), 1, Integer::sum);
            switch (breakEven) {
                case BreakEven.Never never -> assertThat(otherCase).as(name).isLessThanOrEqualTo(tunedCase + 1e-12);
                case BreakEven.Always always -> {
                    assertThat(otherCase).as(name).isGreaterThan(tunedCase);
                    assertThat(comparison.at(0).delta()).as(name).isGreaterThanOrEqualTo(-1e-9 * scale);
                    assertThat(comparison.delta()).as(name).isPositive();
                }
                case BreakEven.Above above -> {
                    double volume = above.casesPerMonth();
                    assertThat(otherCase).as(name).isGreaterThan(tunedCase);
                    assertThat(volume).as(name).isCloseTo(closedForm(comparison), within(volume * 1e-7));
                    assertThat(comparison.at(volume).delta()).as(name).isCloseTo(0, within(1e-7 * scale));
                    assertThat(comparison.at(volume * 1.001).delta()).as(name).isPositive();
                    assertThat(comparison.at(volume * 0.999).delta()).as(name).isNegative();
                    assertThat(comparison.delta() > 0)
                            .as(name)
                            .isEqualTo(comparison.values().volume() > volume);
                }
            }
        }
        assertThat(seen).as("seed %s reaches every kind", seed).containsOnlyKeys(Kind.values());
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 4, 20260302})
    void hostingSteps_breakEvenIsTheLastChangeOfSign(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<Kind, Integer> seen = new EnumMap<>(Kind.class);
        for (int i = 0; i < COMPARISONS; i++) {
            Comparison comparison = new Generated(random).comparison(random.nextInt(3) > 0, true);
            String name = "seed " + seed + ", comparison " + i + ": " + comparison;
            BreakEven breakEven = comparison.breakEven();
            seen.merge(Kind.of(breakEven), 1, Integer::sum);
            switch (breakEven) {
                case BreakEven.Never never ->
                    assertThat(comparison.at(1e13).delta()).as(name).isNegative();
                case BreakEven.Always always -> staysPositive(comparison, 1e-3, name);
                case BreakEven.Above above -> {
                    assertThat(comparison.at(above.casesPerMonth() * (1 - 1e-7)).delta())
                            .as(name)
                            .isNegative();
                    staysPositive(comparison, above.casesPerMonth() * (1 + 1e-7), name);
                }
            }
        }
        assertThat(seen).as("seed %s reaches every kind", seed).containsOnlyKeys(Kind.values());
    }

    /** Looks closely first, then further and further out. */
    private static void staysPositive(Comparison comparison, double from, String name) {
        for (double volume = from, step = 1e-7;
                volume < from * 1e3;
                volume *= 1 + step, step = Math.min(0.02, step * 1.2)) {
            assertThat(comparison.at(volume).delta()).as(name + " at " + volume).isPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 6, 20260303})
    void deltaAndPayback_agreeWithMonthByMonth(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int paidBack = 0;
        for (int i = 0; i < COMPARISONS; i++) {
            Comparison comparison = new Generated(random).comparison(random.nextBoolean(), random.nextBoolean());
            String name = "seed " + seed + ", comparison " + i + ": " + comparison;
            double[] naive = monthByMonth(comparison);
            double[] cumulative = comparison.cumulative();
            double scale = 1e-9
                    * (1
                            + CostModel.presentCost(comparison.tuned(), comparison.inForce(), comparison.values())
                                    .total());

            assertThat(cumulative).as(name).containsExactly(naive, within(scale));
            assertThat(comparison.delta()).as(name).isCloseTo(naive[naive.length - 1], within(scale));
            assertThat(comparison.terms().stream()
                            .mapToDouble(Comparison.Term::difference)
                            .sum())
                    .as(name)
                    .isCloseTo(comparison.delta(), within(scale));
            OptionalInt first = OptionalInt.empty();
            for (int month = naive.length - 1; month >= 0; month--) {
                first = cumulative[month] >= 0 ? OptionalInt.of(month) : first;
            }
            assertThat(comparison.paybackMonth()).as(name).isEqualTo(first);
            if (comparison.delta() > scale) {
                assertThat(comparison.paybackMonth()).as(name).isPresent();
            }
            paidBack += first.isPresent() ? 1 : 0;
        }
        assertThat(paidBack).as("seed %s has both", seed).isBetween(COMPARISONS / 20, COMPARISONS * 19 / 20);
    }

    private enum Kind {
        ABOVE,
        ALWAYS,
        NEVER;

        static Kind of(BreakEven breakEven) {
            return switch (breakEven) {
                case BreakEven.Above above -> ABOVE;
                case BreakEven.Always always -> ALWAYS;
                case BreakEven.Never never -> NEVER;
            };
        }
    }

    /** [A(F_T − F_A) + K_T − K_A + Σ KR_T d^t − Σ KR_A d^t] / [A(c_A − c_T)]. */
    private static double closedForm(Comparison comparison) {
        Values values = comparison.values();
        double d = Math.pow(1 + values.of(Quantity.DISCOUNT_RATE), -1 / 12.0);
        double months = 0;
        for (int t = comparison.tuned().arm().leadMonths() + 1;
                t <= values.discounting().months();
                t++) {
            months += Math.pow(d, t);
        }
        MeasuredArm tuned = comparison.tuned();
        MeasuredArm other = comparison.alternative();
        double once = CostModel.oneOff(tuned, values).total()
                - CostModel.oneOff(other, values).total()
                + retrainings(tuned, values, d)
                - retrainings(other, values, d);
        return (months * (CostModel.fixed(tuned, values) - CostModel.fixed(other, values)) + once)
                / (months * (CostModel.costPerCase(other, values) - CostModel.costPerCase(tuned, values)));
    }

    private static double retrainings(MeasuredArm arm, Values values, double d) {
        return RetrainingMonths.of(arm.arm().retraining(), values.discounting().months()).stream()
                        .mapToDouble(month -> Math.pow(d, month))
                        .sum()
                * CostModel.retraining(arm, values);
    }

    /** The specification's sums, written out. */
    private static double[] monthByMonth(Comparison comparison) {
        Values values = comparison.values();
        double d = Math.pow(1 + values.of(Quantity.DISCOUNT_RATE), -1 / 12.0);
        int horizon = (int) Math.round(values.of(Quantity.HORIZON));
        double[] difference = new double[horizon + 1];
        for (MeasuredArm arm : List.of(comparison.alternative(), comparison.tuned())) {
            double sign = arm.arm().tuned() ? -1 : 1;
            SortedSet<Integer> due = RetrainingMonths.of(arm.arm().retraining(), horizon);
            double cost = CostModel.oneOff(arm, values).total();
            difference[0] += sign * cost;
            for (int t = 1; t <= horizon; t++) {
                MeasuredArm running = t <= arm.arm().leadMonths() ? comparison.inForce() : arm;
                double month = values.volume() * CostModel.costPerCase(running, values)
                        + CostModel.fixed(running, values)
                        + (due.contains(t) ? CostModel.retraining(arm, values) : 0);
                cost += Math.pow(d, t) * month;
                difference[t] += sign * cost;
            }
        }
        return difference;
    }

    /** Comparisons as users could have them, and some beyond. */
    private static final class Generated {
        private final SplittableRandom random;

        Generated(SplittableRandom random) {
            this.random = random;
        }

        Comparison comparison(boolean hosting, boolean promise) {
            Inputs inputs = Inputs.reference(List.of("tuned"))
                    .with(Quantity.VOLUME, WorkedExample.given(Math.exp(between(2, 13))))
                    .with(Quantity.HORIZON, WorkedExample.given(6 + random.nextInt(55)))
                    .with(Quantity.DISCOUNT_RATE, WorkedExample.given(random.nextInt(4) == 0 ? 0 : between(0, 0.3)))
                    .with(Quantity.PEOPLE_ERROR_RATE, WorkedExample.given(between(0, 0.1)))
                    .with(Quantity.ERROR_COST, WorkedExample.given(between(0, 50)))
                    .with(Input.of(Quantity.BUILD_DAYS, "tuned"), WorkedExample.given(random.nextInt(30)))
                    .with(Input.of(Quantity.BUILD_DAYS, "other"), WorkedExample.given(random.nextInt(20)))
                    .with(Input.of(Quantity.UPKEEP_DAYS, "other"), WorkedExample.given(between(0, 2)));
            if (promise) {
                inputs = inputs.with(Quantity.DETECTION_DAYS, WorkedExample.given(between(3, 90)));
            }
            MeasuredArm other = arm("other", Arm.Kind.RETRIEVAL, hosting && random.nextInt(4) == 0);
            MeasuredArm tuned = arm("tuned", Arm.Kind.TUNED, hosting);
            return Comparison.of(other, tuned, inputs.likely());
        }

        private MeasuredArm arm(String name, Arm.Kind kind, boolean hosted) {
            OptionalInt cadence = random.nextBoolean() ? OptionalInt.of(1 + random.nextInt(14)) : OptionalInt.empty();
            OptionalDouble end = random.nextBoolean() ? OptionalDouble.of(between(1, 40)) : OptionalDouble.empty();
            Arm arm = new Arm(
                    name,
                    kind,
                    random.nextInt(4),
                    new Arm.Running(
                            hosted ? hosting() : new Hosting.OnDemand(),
                            random.nextInt(3),
                            1.95,
                            between(0, 100),
                            random.nextInt(50)),
                    new Arm.Building(
                            random.nextInt(500), between(0, 50), between(0, 20), hosted ? random.nextInt(2) : 0),
                    new Arm.Retraining(
                            cadence,
                            random.nextInt(3),
                            end,
                            random.nextInt(100),
                            between(0, 50),
                            between(0, 20),
                            hosted ? random.nextInt(2) : 0));
            double automated = random.nextDouble();
            return new MeasuredArm(
                    arm, new CaseMeans(between(0, 0.01), automated, automated * between(0, 0.05), 1 - automated));
        }

        private Hosting hosting() {
            double capacity = Math.exp(between(1, 7));
            double peak = Math.exp(between(-7, -3));
            return random.nextBoolean()
                    ? new Hosting.Provisioned(between(0.5, 30), capacity, peak)
                    : new Hosting.Imported(1 + random.nextInt(2), between(0.01, 0.2), capacity, peak, 8_755.2);
        }

        private double between(double low, double high) {
            return low + (high - low) * random.nextDouble();
        }
    }
}
