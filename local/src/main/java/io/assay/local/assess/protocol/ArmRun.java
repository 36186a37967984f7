package io.assay.local.assess.protocol;

import io.assay.core.resampling.CellCosts;
import io.assay.core.resampling.ErrorCell;
import io.assay.core.resampling.GroupedRatio;
import io.assay.core.resampling.Groups;
import io.assay.core.resampling.Resample;
import io.assay.core.verdict.CaseMeans;
import io.assay.core.verdict.CaseOutcome;
import io.assay.core.verdict.ErrorCosts;
import io.assay.local.assess.arms.AnsweringArm;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * An arm in every fold.
 *
 * @param folds   at least one; between them no case is tested twice
 * @param weights ω, one a row
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ArmRun(Question question, AnsweringArm arm, List<FoldOfArm> folds, ErrorPrices prices, double[] weights) {

    /** An answer with the fold that it was given in. */
    record Given(FoldOfArm fold, Judged.One one) {
        boolean acts() {
            return fold.acts(one);
        }
    }

    List<Given> tested() {
        return given(FoldOfArm::test);
    }

    private List<Given> given(Function<FoldOfArm, Judged> part) {
        List<Given> all = new ArrayList<>();
        for (FoldOfArm fold : folds) {
            part.apply(fold).all().forEach(one -> all.add(new Given(fold, one)));
        }
        return all;
    }

    /** On the select part: what arms are chosen by. */
    CaseMeans selected() {
        return means(given(FoldOfArm::select));
    }

    /** On the test part. */
    CaseMeans measured() {
        return means(tested());
    }

    private CaseMeans means(List<Given> answers) {
        return CaseMeans.of(answers.stream().map(this::outcome).toList());
    }

    private CaseOutcome outcome(Given given) {
        Judged.One one = given.one();
        return new CaseOutcome(
                question.bill(arm.name()).answer(one.answer().usage()),
                given.acts(),
                errorUnits(one),
                prices.cbar()[decided(one)],
                weights[one.row()]);
    }

    private int decided(Judged.One one) {
        return question.cases().rows().get(one.row()).right();
    }

    /** C[y][â]; of an answer off the schema, which never acts, 0. */
    private double errorUnits(Judged.One one) {
        return one.offSchema()
                ? 0
                : question.costs().of(decided(one), one.answer().label());
    }

    /** Draws of the arm's means on the test part. */
    interface Draw {
        CaseMeans of(Resample resample, RandomGenerator random);
    }

    Draw draw() {
        Groups groups = question.groups();
        int rows = groups.rows();
        double[] tested = new double[rows];
        double[] tokens = new double[rows];
        double[] automated = new double[rows];
        double[] people = new double[rows];
        BitSet acting = new BitSet(rows);
        for (Given given : tested()) {
            CaseOutcome outcome = outcome(given);
            int row = given.one().row();
            tested[row] = outcome.weight();
            tokens[row] = outcome.tokenUsd();
            if (outcome.automated()) {
                automated[row] = 1;
                acting.set(row);
            } else {
                people[row] = outcome.peopleErrorUnits();
            }
        }
        GroupedRatio tokenUsd = GroupedRatio.weightedMean(groups, tokens, tested);
        GroupedRatio share = GroupedRatio.weightedMean(groups, automated, tested);
        GroupedRatio peopleErrors = GroupedRatio.weightedMean(groups, people, tested);
        CellCosts errors = CellCosts.of(groups, tested, cells(acting));
        return (resample, random) -> new CaseMeans(
                tokenUsd.applyAsDouble(resample),
                Math.min(1, share.applyAsDouble(resample)),
                errors.draw(resample, random),
                peopleErrors.applyAsDouble(resample));
    }

    /** One cell a distinct cost of an error. */
    private List<ErrorCell> cells(BitSet acting) {
        ErrorCosts costs = question.costs();
        int labels = question.cases().labels().size();
        SortedSet<Double> distinct = new TreeSet<>();
        for (int right = 0; right < labels; right++) {
            for (int acted = 0; acted < labels; acted++) {
                if (right != acted) {
                    distinct.add(costs.of(right, acted));
                }
            }
        }
        return distinct.stream().map(cost -> cell(cost, acting, labels)).toList();
    }

    private ErrorCell cell(double cost, BitSet acting, int labels) {
        BitSet mayCost = new BitSet(labels);
        for (int right = 0; right < labels; right++) {
            for (int acted = 0; acted < labels; acted++) {
                if (right != acted && question.costs().of(right, acted) == cost) {
                    mayCost.set(right);
                }
            }
        }
        BitSet exposed = new BitSet();
        acting.stream()
                .filter(row -> mayCost.get(question.cases().rows().get(row).right()))
                .forEach(exposed::set);
        BitSet erred = new BitSet();
        for (Given given : tested()) {
            Judged.One one = given.one();
            if (exposed.get(one.row()) && !one.right() && errorUnits(one) == cost) {
                erred.set(one.row());
            }
        }
        return new ErrorCell(cost, exposed, erred);
    }

    /** ω of the rows that were tested, 0 of the others. */
    double[] testWeights() {
        double[] tested = new double[weights.length];
        tested().forEach(
                        given -> tested[given.one().row()] = weights[given.one().row()]);
        return tested;
    }

    double trainingTokens() {
        return folds.stream().mapToDouble(FoldOfArm::trainingTokens).max().orElse(0);
    }
}
