package io.assay.core.verdict;

/**
 * The money of the verdict's specification, section 4: cost of a case, a month, of building, of a retraining, and present
 * cost. USD.
 */
public final class CostModel {
    private CostModel() {}

    /**
     * x_i(s) = t_i + a_i (C[y][â] + q h_b) + (1 − a_i)(h_r + e_h Cbar[y]), or h + e_h Cbar[y] for people, for a single case.
     *
     * @param share q, in [0, 1]
     */
    public static double costOf(CaseOutcome outcome, Arm.Kind kind, Values values, double share) {
        double error = values.of(Quantity.ERROR_COST);
        if (outcome.automated()) {
            return outcome.tokenUsd() + outcome.errorUnits() * error + share * values.blind();
        }
        return outcome.tokenUsd()
                + person(kind, values)
                + values.of(Quantity.PEOPLE_ERROR_RATE) * error * outcome.peopleErrorUnits();
    }

    /** c_s, the mean of x_i(s), at the volume of {@code values}, which the quality sample depends on. */
    public static double costPerCase(MeasuredArm arm, Values values) {
        return perCase(arm, values, CostBreakdown.builder(), 1).build().total();
    }

    private static double person(Arm.Kind kind, Values values) {
        return kind == Arm.Kind.PEOPLE ? values.fromScratch() : values.escalated();
    }

    private static CostBreakdown.Builder perCase(
            MeasuredArm arm, Values values, CostBreakdown.Builder into, double cases) {
        CaseMeans means = arm.means();
        double error = values.of(Quantity.ERROR_COST);
        double share = SampledShare.of(values, values.volume() * means.automated());
        return into.put(CostTerm.TOKENS, cases * means.tokenUsd())
                .put(CostTerm.ERRORS, cases * means.errorUnits() * error)
                .put(CostTerm.QUALITY_SAMPLE, cases * means.automated() * share * values.blind())
                .put(
                        CostTerm.REVIEW,
                        cases * (1 - means.automated()) * person(arm.arm().kind(), values))
                .put(
                        CostTerm.PEOPLE_ERRORS,
                        cases * values.of(Quantity.PEOPLE_ERROR_RATE) * error * means.peopleErrorUnits());
    }

    /** M_s(V) = V c_s + F_s. */
    public static CostBreakdown monthly(MeasuredArm arm, Values values) {
        Arm.Running running = arm.arm().running();
        return perCase(arm, values, CostBreakdown.builder(), values.volume())
                .put(CostTerm.HOSTING, running.hosting().monthly(values.volume()))
                .put(CostTerm.MODEL_STORAGE, running.customModels() * running.usdPerCustomModel())
                .put(CostTerm.VECTOR_STORE, running.vectorStoreUsd())
                .put(CostTerm.UPKEEP, days(Quantity.UPKEEP_DAYS, arm, values))
                .put(CostTerm.EVALUATION_LABELS, running.evaluationLabels() * values.fromScratch())
                .build();
    }

    /** F_s, the part of a month that cases do not cause one by one. */
    public static double fixed(MeasuredArm arm, Values values) {
        return monthly(arm, values).total() - values.volume() * costPerCase(arm, values);
    }

    /** K_s = (b + v) E + extraLabels h + training + evaluation runs + shadowMonths V mean(t). */
    public static CostBreakdown oneOff(MeasuredArm arm, Values values) {
        Arm.Building building = arm.arm().building();
        return CostBreakdown.builder()
                .put(CostTerm.BUILD, days(Quantity.BUILD_DAYS, arm, values))
                .put(CostTerm.VALIDATION, days(Quantity.VALIDATION_DAYS, arm, values))
                .put(CostTerm.EXTRA_LABELS, building.extraLabels() * values.fromScratch())
                .put(CostTerm.TRAINING, building.trainingUsd())
                .put(CostTerm.EVALUATION_RUNS, building.evaluationUsd())
                .put(CostTerm.SHADOW, shadow(building.shadowMonths(), arm, values))
                .build();
    }

    /** KR_s = u E + training + evaluation runs + freshLabels h + shadow, for one retraining. */
    public static double retraining(MeasuredArm arm, Values values) {
        Arm.Retraining retraining = arm.arm().retraining();
        return days(Quantity.RETRAINING_DAYS, arm, values)
                + retraining.trainingUsd()
                + retraining.evaluationUsd()
                + retraining.freshLabels() * values.fromScratch()
                + shadow(retraining.shadowMonths(), arm, values);
    }

    private static double days(Quantity quantity, MeasuredArm arm, Values values) {
        return values.of(quantity, arm.arm().name()) * values.of(Quantity.DAY_RATE);
    }

    private static double shadow(double months, MeasuredArm arm, Values values) {
        return months * values.volume() * arm.means().tokenUsd();
    }

    /**
     * N_s = K_s + Σ_j KR_s d^{t_j} + Σ_{t=1..T} d^t (t ≤ L_s ? M of the process in force : M_s).
     *
     * @param inForce the process that runs until the arm does
     */
    public static CostBreakdown presentCost(MeasuredArm arm, MeasuredArm inForce, Values values) {
        Discounting discounting = values.discounting();
        int lead = arm.arm().leadMonths();
        return oneOff(arm, values)
                .plus(1, retrainings(arm, values, discounting))
                .plus(discounting.upTo(lead), monthly(inForce, values))
                .plus(discounting.after(lead), monthly(arm, values));
    }

    private static CostBreakdown retrainings(MeasuredArm arm, Values values, Discounting discounting) {
        double one = retraining(arm, values);
        double all = 0;
        if (one > 0) { // the months are worth finding only then
            for (int month : RetrainingMonths.of(arm.arm().retraining(), discounting.months())) {
                all += one * discounting.factor(month);
            }
        }
        return CostBreakdown.builder().put(CostTerm.RETRAINING, all).build();
    }
}
