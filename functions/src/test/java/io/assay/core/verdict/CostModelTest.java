package io.assay.core.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class CostModelTest {
    private static final Values VALUES = Inputs.reference(List.of("tuned"))
            .with(Quantity.PEOPLE_ERROR_RATE, WorkedExample.given(0.04))
            .with(Quantity.MINUTES_ESCALATED, WorkedExample.given(6))
            .with(Quantity.MINUTES_BLIND, WorkedExample.given(1.5))
            .likely();

    @Test
    void eachCase_costsWhatHappenedToIt() {
        CaseOutcome right = new CaseOutcome(0.001, true, 0, 0.7, 1);
        CaseOutcome wrong = new CaseOutcome(0.001, true, 2, 0.7, 1);
        CaseOutcome escalated = new CaseOutcome(0.001, false, 2, 0.7, 1);

        assertThat(CostModel.costOf(right, Arm.Kind.PROMPT, VALUES, 0.02)).isCloseTo(0.001 + 0.02, within(1e-12));
        assertThat(CostModel.costOf(wrong, Arm.Kind.PROMPT, VALUES, 0.02)).isCloseTo(20.021, within(1e-12));
        assertThat(CostModel.costOf(escalated, Arm.Kind.PROMPT, VALUES, 0.02))
                .isCloseTo(0.001 + 4 + 0.04 * 10 * 0.7, within(1e-12));
        assertThat(CostModel.costOf(new CaseOutcome(0, false, 0, 0.7, 1), Arm.Kind.PEOPLE, VALUES, 0.02))
                .isCloseTo(2 + 0.28, within(1e-12));
    }

    @Test
    void weights_undoTheReviewProbabilities() {
        CaseMeans means = CaseMeans.of(List.of(
                new CaseOutcome(0.002, true, 1, 1, 1 / 0.2), // 5
                new CaseOutcome(0.004, false, 1, 0.5, 1 / 0.8), // 1.25
                new CaseOutcome(0.004, true, 0, 0.5, 1 / 0.8)));

        assertThat(means.automated()).isCloseTo(6.25 / 7.5, within(1e-12));
        assertThat(means.tokenUsd()).isCloseTo(0.02 / 7.5, within(1e-12));
        assertThat(means.errorUnits()).isCloseTo(5 / 7.5, within(1e-12));
        assertThat(means.peopleErrorUnits()).isCloseTo(0.625 / 7.5, within(1e-12));
        assertThatThrownBy(() -> CaseMeans.of(List.of())).hasMessage("no cases");
        assertThatThrownBy(() -> new CaseOutcome(0, true, 0, 0, 0)).hasMessageContaining("weight not positive");
        assertThatThrownBy(() -> new CaseMeans(0, 1.1, 0, 0)).hasMessageContaining("automated share");
        assertThatThrownBy(() -> new CaseMeans(0, -0.1, 0, 0)).hasMessageContaining("automated share");
    }

    @Test
    void peopleAlone_payTimeAndTheirErrors() {
        MeasuredArm people = new MeasuredArm(WorkedExample.PEOPLE, CaseMeans.people(0.9));

        assertThat(CostModel.costPerCase(people, VALUES)).isCloseTo(2 + 0.04 * 10 * 0.9, within(1e-12));
        assertThat(CostModel.fixed(people, VALUES)).isCloseTo(0, within(1e-9));
    }

    @Test
    void everyFixedAndOneOffCost_counts() {
        Arm arm = new Arm(
                "tuned",
                Arm.Kind.TUNED,
                2,
                new Arm.Running(new Hosting.OnDemand(), 2, 1.95, 11, 30),
                new Arm.Building(200, 7, 5, 2),
                new Arm.Retraining(OptionalInt.of(6), 0, OptionalDouble.empty(), 50, 7, 5, 1));
        MeasuredArm measured = new MeasuredArm(arm, new CaseMeans(0.001, 0.5, 0, 0.5));

        assertThat(CostModel.fixed(measured, VALUES)).isCloseTo(800 + 3.9 + 11 + 60, within(1e-9));
        // 15 days, 200 labels at 2.00, training, evaluation, two months of 20,000 answers
        assertThat(CostModel.oneOff(measured, VALUES).total()).isCloseTo(12_000 + 400 + 7 + 5 + 40, within(1e-9));
        assertThat(CostModel.retraining(measured, VALUES)).isCloseTo(3_200 + 7 + 5 + 100 + 20, within(1e-9));
        CostBreakdown present = CostModel.presentCost(measured, measured, VALUES);
        double months = VALUES.discounting().after(0);
        assertThat(present.of(CostTerm.VECTOR_STORE)).isCloseTo(11 * months, within(1e-9));
        assertThat(present.of(CostTerm.RETRAINING))
                .isCloseTo(
                        3_332 * (Math.pow(1.1, -0.5) + 1 / 1.1 + Math.pow(1.1, -1.5)),
                        within(1e-6)); // months 6, 12, 18
    }

    @Test
    void retrainingMonths_areAUnion() {
        Arm.Retraining all = new Arm.Retraining(OptionalInt.of(9), 2, OptionalDouble.of(20.7), 0, 0, 0, 0);
        Arm.Retraining endsSoon = new Arm.Retraining(OptionalInt.empty(), 0, OptionalDouble.of(2), 0, 0, 0, 0);
        Arm.Retraining endsLate = new Arm.Retraining(OptionalInt.empty(), 0, OptionalDouble.of(27), 0, 0, 0, 0);

        assertThat(RetrainingMonths.of(all, 24)).containsExactly(6, 9, 12, 17, 18);
        assertThat(RetrainingMonths.of(endsSoon, 24)).containsExactly(1);
        assertThat(RetrainingMonths.of(endsLate, 24)).isEmpty();
        assertThat(RetrainingMonths.of(Arm.Retraining.NEVER, 24)).isEmpty();
        assertThatThrownBy(() -> new Arm.Retraining(OptionalInt.of(0), 0, OptionalDouble.empty(), 0, 0, 0, 0))
                .hasMessageContaining("cadence");
        assertThatThrownBy(() -> new Arm(
                        "x", Arm.Kind.PROMPT, -1, Arm.Running.NOTHING, Arm.Building.NOTHING, Arm.Retraining.NEVER))
                .hasMessageContaining("lead");
    }

    @Test
    void qualitySample_growsUntilAShiftIsNoticedInTime() {
        Inputs promised = Inputs.reference(List.of()).with(Quantity.DETECTION_DAYS, WorkedExample.given(15.2));
        Values values = promised.likely();

        // in 15.2 days half a month's cases: 250 of 5,000 are 5 %, of 20,000 the 2 % of the policy
        assertThat(SampledShare.of(values, 10_000)).isCloseTo(0.05, within(1e-12));
        assertThat(SampledShare.of(values, 40_000)).isEqualTo(0.02);
        assertThat(SampledShare.of(values, 400)).isEqualTo(1); // too few cases to keep the promise
        assertThat(SampledShare.of(values, 0)).isEqualTo(1);
        assertThat(SampledShare.of(Inputs.reference(List.of()).likely(), 10)).isEqualTo(0.02);
        assertThat(SampledShare.settledFrom(values, 0.5)).isCloseTo(50_000, within(1e-6));
        assertThat(SampledShare.settledFrom(values, 0)).isZero();
    }

    @Test
    void qualitySampleWithoutPolicy_staysAtTheSamplesItTakes() {
        Values values = Inputs.reference(List.of())
                .with(Quantity.DETECTION_DAYS, WorkedExample.given(30.4))
                .with(Quantity.QUALITY_SAMPLE, WorkedExample.given(0))
                .likely();

        assertThat(SampledShare.settledFrom(values, 0.5)).isCloseTo(500, within(1e-9));
        assertThat(SampledShare.of(values, 1_000) * 1_000).isCloseTo(250, within(1e-9));
    }

    @Test
    void errorCosts_areToldInUnits() {
        ErrorCosts costs = ErrorCosts.of(new double[][] {{0, 5, 40}, {10, 0, 10}, {1, 1, 0}}, 10);

        assertThat(costs.of(0, 2)).isEqualTo(4);
        assertThat(costs.peopleMean(0, new long[] {90, 3, 1})).isCloseTo((3 * 0.5 + 4) / 4, within(1e-12));
        assertThat(costs.peopleMean(0, new long[3])).isCloseTo(2.25, within(1e-12));
        assertThat(ErrorCosts.uniform(3).of(1, 1)).isZero();
        assertThat(ErrorCosts.uniform(3).of(1, 2)).isEqualTo(1);
        assertThat(ErrorCosts.uniform(1).peopleMean(0, new long[1])).isZero();
    }

    @Test
    void errorCostsThatAreNone_areRefused() {
        assertThatThrownBy(() -> ErrorCosts.of(new double[][] {{0, 1}, {1}}, 10))
                .hasMessageContaining("row 1");
        assertThatThrownBy(() -> ErrorCosts.of(new double[][] {{1}}, 10)).hasMessageContaining("cost of 0 for 0");
        assertThatThrownBy(() -> ErrorCosts.of(new double[][] {{0, -1}, {1, 0}}, 10))
                .hasMessageContaining("cost of 1 for 0");
        assertThatThrownBy(() -> ErrorCosts.of(new double[0][], 0)).hasMessageContaining("unit");
    }

    @Test
    void cheapestArms_areFixedByKind() {
        MeasuredArm people = new MeasuredArm(WorkedExample.PEOPLE, CaseMeans.people(0));
        List<MeasuredArm> arms = List.of(people, WorkedExample.alternative(), WorkedExample.tuned());
        Values values = WorkedExample.INPUTS.likely();
        Values few = values.withVolume(10);

        assertThat(Selection.alternative(arms, people, values).arm().name()).isEqualTo("retrieval");
        assertThat(Selection.tuned(arms, people, values).map(arm -> arm.arm().name()))
                .contains("tuned");
        assertThat(Selection.tuned(List.of(people), people, values)).isEmpty();
        assertThat(VerdictRules.recommendation(new Verdict.WorthIt(""), arms, people, values))
                .isEqualTo("tuned");
        assertThat(VerdictRules.recommendation(new Verdict.NotYet("", List.of()), arms, people, few))
                .isEqualTo("retrieval");
        assertThat(VerdictRules.recommendation(
                        new Verdict.NotWorthIt("", "retrieval", 1, Optional.empty(), List.of()), arms, people, few))
                .isEqualTo("retrieval");
        assertThat(VerdictRules.recommendation(new Verdict.NotPossible("", List.of()), arms, people, values))
                .isEqualTo("retrieval");
        assertThat(VerdictRules.recommendation(new Verdict.CannotRank(""), arms, people, values))
                .isEqualTo("people");
        assertThatThrownBy(() -> Selection.alternative(List.of(), people, values))
                .hasMessage("no arm to choose from");
        assertThatThrownBy(() -> Selection.people(List.of())).hasMessage("people are not among the arms");
    }
}
