package io.assay.core.verdict;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A way of answering, and what it needs beside the answers. Days of work are inputs ({@link Quantity#BUILD_DAYS} and others).
 *
 * @param name       as reports call it
 * @param leadMonths L, months until it answers, at least 0
 */
public record Arm(String name, Kind kind, int leadMonths, Running running, Building building, Retraining retraining) {

    /** What stands behind the answers. */
    public enum Kind {
        PEOPLE(0),
        PROMPT(1),
        RETRIEVAL(1),
        EMBEDDING_HEAD(1),
        TUNED(2);

        private final int leadMonths;

        Kind(int leadMonths) {
            this.leadMonths = leadMonths;
        }

        /** L of the verdict's specification, section 4; a head on embeddings takes as long as retrieval. */
        public int leadMonths() {
            return leadMonths;
        }
    }

    /**
     * What a month costs beside cases and upkeep.
     *
     * @param customModels      models kept
     * @param usdPerCustomModel storage of one, USD a month
     * @param vectorStoreUsd    a month
     * @param evaluationLabels  n_eval, fresh labels a month for evaluation
     */
    public record Running(
            Hosting hosting,
            double customModels,
            double usdPerCustomModel,
            double vectorStoreUsd,
            double evaluationLabels) {
        public static final Running NOTHING = new Running(new Hosting.OnDemand(), 0, 0, 0, 0);
    }

    /**
     * What is paid once beside days of work.
     *
     * @param extraLabels   rows beyond those that every arm needs
     * @param trainingUsd   tries · price of one training
     * @param evaluationUsd evaluation runs
     * @param shadowMonths  in which it is asked without effect
     */
    public record Building(double extraLabels, double trainingUsd, double evaluationUsd, double shadowMonths) {
        public static final Building NOTHING = new Building(0, 0, 0, 0);
    }

    /**
     * What each retraining costs beside days of work, and when one is due.
     *
     * @param cadenceMonths         months between two; empty: none by the calendar
     * @param labelSetChangesAYear  each needs one, at least 0
     * @param endOfLifeMonths       months from now until the base model ends; empty: not known or no base
     * @param freshLabels           rows labelled for it
     */
    public record Retraining(
            OptionalInt cadenceMonths,
            int labelSetChangesAYear,
            OptionalDouble endOfLifeMonths,
            double freshLabels,
            double trainingUsd,
            double evaluationUsd,
            double shadowMonths) {
        public static final Retraining NEVER =
                new Retraining(OptionalInt.empty(), 0, OptionalDouble.empty(), 0, 0, 0, 0);

        public Retraining {
            if (cadenceMonths.isPresent() && cadenceMonths.getAsInt() < 1) {
                throw new IllegalArgumentException("cadence below a month: " + cadenceMonths.getAsInt());
            }
        }
    }

    public Arm {
        if (leadMonths < 0) {
            throw new IllegalArgumentException("lead below 0: " + leadMonths);
        }
    }

    /** An arm that needs nothing but its answers and the days of work that the inputs name. */
    public static Arm plain(String name, Kind kind) {
        return new Arm(name, kind, kind.leadMonths(), Running.NOTHING, Building.NOTHING, Retraining.NEVER);
    }

    public boolean tuned() {
        return kind == Kind.TUNED;
    }

    /** This arm hosted in another way. */
    Arm hosted(Hosting hosting) {
        Running other = new Running(
                hosting,
                running.customModels(),
                running.usdPerCustomModel(),
                running.vectorStoreUsd(),
                running.evaluationLabels());
        return new Arm(name, kind, leadMonths, other, building, retraining);
    }
}
