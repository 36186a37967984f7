package io.assay.local.assess.protocol;

import io.assay.core.resampling.GroupedRatio;
import io.assay.core.resampling.Groups;
import io.assay.core.resampling.Resample;
import io.assay.core.verdict.Arm;
import io.assay.core.verdict.CaseMeans;
import io.assay.core.verdict.Comparison;
import io.assay.core.verdict.CostModel;
import io.assay.core.verdict.Flip;
import io.assay.core.verdict.Hosting;
import io.assay.core.verdict.Inputs;
import io.assay.core.verdict.MeasuredArm;
import io.assay.core.verdict.MoneyFindings;
import io.assay.core.verdict.MonteCarlo;
import io.assay.core.verdict.Quantiles;
import io.assay.core.verdict.Selection;
import io.assay.core.verdict.Values;
import io.assay.local.assess.Assessment;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** The money of all arms, people included, who are the process in force. */
final class Economy {
    static final String PEOPLE = "people";

    /** Trainings until one serves. */
    private static final int TRIES = 3;

    private final Question question;
    private final List<ArmRun> runs;
    private final MeasuredArm people;
    private final GroupedRatio peopleErrors;
    private final List<MeasuredArm> tested;
    private final Map<String, ArmRun.Draw> draws = new LinkedHashMap<>();
    private final Map<Long, Map<String, CaseMeans>> drawn = new HashMap<>();

    Economy(Question question, List<ArmRun> runs, ErrorPrices prices, double[] weights) {
        this.question = question;
        this.runs = runs;
        int[] decided = question.cases().right();
        double[] errors = new double[decided.length];
        for (int row = 0; row < decided.length; row++) {
            errors[row] = prices.cbar()[decided[row]];
        }
        peopleErrors = GroupedRatio.weightedMean(question.groups(), errors, weights);
        people = new MeasuredArm(Arm.plain(PEOPLE, Arm.Kind.PEOPLE), CaseMeans.people(peopleErrors.estimate()));
        tested = Stream.concat(Stream.of(people), runs.stream().map(run -> new MeasuredArm(arm(run), run.measured())))
                .toList();
        runs.forEach(run -> draws.put(run.arm().name(), run.draw()));
    }

    /** What an arm needs beside its answers. */
    private Arm arm(ArmRun run) {
        String name = run.arm().name();
        Arm.Kind kind = run.arm().kind();
        if (kind != Arm.Kind.TUNED) {
            return Arm.plain(name, kind);
        }
        double training = TRIES * question.bill(name).training(run.trainingTokens());
        return new Arm(
                name,
                kind,
                kind.leadMonths(),
                new Arm.Running(new Hosting.OnDemand(), 1, question.bill(name).storage(), 0, 0),
                new Arm.Building(0, training, 0, 0),
                new Arm.Retraining(OptionalInt.empty(), 1, question.monthsToEndOfLife(), 0, training, 0, 0));
    }

    private List<MeasuredArm> onSelect() {
        return Stream.concat(Stream.of(people), runs.stream().map(run -> new MeasuredArm(arm(run), run.selected())))
                .toList();
    }

    /** People first. */
    List<MeasuredArm> onTest() {
        return tested;
    }

    MeasuredArm inForce() {
        return people;
    }

    /** USD a case at the likely inputs. */
    double costPerCase(MeasuredArm arm) {
        return CostModel.costPerCase(arm, question.inputs().likely());
    }

    /** USD a month over people alone. */
    Quantiles monthlySaving(MeasuredArm arm) {
        MonteCarlo draws = run(new MonteCarlo.Arms(people.arm(), arm.arm(), people.arm()), question.inputs());
        return new Quantiles(draws.monthlySaving(0.05), draws.monthlySaving(0.5), draws.monthlySaving(0.95));
    }

    /** The best alternative and the tuned arm, both fixed on the select part. */
    record Rivals(String alternative, String tuned) {}

    /** @return empty where no arm is tuned */
    Optional<Rivals> rivals() {
        Values likely = question.inputs().likely();
        List<MeasuredArm> arms = onSelect();
        return Selection.tuned(arms, people, likely)
                .map(tuned -> new Rivals(
                        Selection.alternative(arms, people, likely).arm().name(),
                        tuned.arm().name()));
    }

    /** @param learned what a case would cost less with twice the training rows, USD: of tuning less of its alternative */
    Assessment.Money money(Rivals rivals, double learned) {
        MeasuredArm alternative = measured(rivals.alternative());
        MeasuredArm tuned = measured(rivals.tuned());
        Inputs inputs = question.inputs();
        MonteCarlo draws = run(MonteCarlo.Arms.of(alternative.arm(), tuned.arm()), inputs);
        Comparison likely = Comparison.of(alternative, tuned, inputs.likely());
        double extrapolated = draws.delta(0.95) + learned * inputs.likely().volume() * likely.discountedMonths();
        return new Assessment.Money(
                MoneyFindings.of(draws, likely, Flip.of(draws, inputs), OptionalDouble.of(extrapolated)),
                draws.probabilityPays(),
                likely.cumulative());
    }

    MeasuredArm measured(String name) {
        return onTest().stream()
                .filter(arm -> arm.arm().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private MonteCarlo run(MonteCarlo.Arms arms, Inputs inputs) {
        Map<String, CaseMeans> measured = new HashMap<>();
        onTest().forEach(arm -> measured.put(arm.arm().name(), arm.means()));
        return MonteCarlo.run(arms, inputs, measured, this::draw, MonteCarlo.DRAWS, question.seed());
    }

    /** One draw of all arms from the same groups; kept, for every comparison uses the same. */
    private Map<String, CaseMeans> draw(long seed) {
        return drawn.computeIfAbsent(seed, key -> {
            Groups groups = question.groups();
            SplittableRandom random = new SplittableRandom(key);
            Resample resample = Resample.draw(groups, random);
            Map<String, CaseMeans> means = new HashMap<>();
            means.put(PEOPLE, CaseMeans.people(peopleErrors.applyAsDouble(resample)));
            draws.forEach((name, draw) -> means.put(name, draw.of(resample, random)));
            return means;
        });
    }
}
