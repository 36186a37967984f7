package io.assay.local.cli;

import io.assay.core.resampling.Groups;
import io.assay.core.resampling.NearDuplicates;
import io.assay.local.assess.arms.AnsweringArm;
import io.assay.local.assess.arms.RehearsalArms;
import io.assay.local.assess.arms.TextVectors;
import io.assay.local.assess.evidence.CertificateTrial;
import io.assay.local.assess.evidence.Generated;
import io.assay.local.assess.evidence.MonitorTrial;
import io.assay.local.assess.evidence.Pool;
import io.assay.local.assess.evidence.Population;
import io.assay.local.assess.files.InputProblem;
import io.assay.local.assess.files.PublicData;
import io.assay.local.assess.protocol.HeldOut;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code assay bench evidence}: the statistical guarantees, tested where the truth is known. */
@Command(
        name = "evidence",
        mixinStandardHelpOptions = true,
        description =
                "Draws many samples from populations whose true error rates are known and tells how often each way to "
                        + "a threshold breaks its promise; and how long the monitor runs, with and without a shift.")
final class BenchEvidenceCommand implements Callable<Integer> {
    private static final double DELTA = 0.05;
    private static final List<Double> TARGETS = List.of(0.01, 0.02, 0.05, 0.10);
    /** Risk before the shift, after it, and what is promised: the example. */
    private static final double BEFORE = 0.02;

    private static final double AFTER = 0.10;
    private static final double MONITORED = 0.05;
    private static final double ALPHA_RUN = 1e-4;
    /** Of the coverage of the best method that keeps its promise. */
    private static final double LEAST_COVERAGE = 0.9;

    private final Terminal terminal;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "2000",
            description = "Samples a setting. Default: ${DEFAULT-VALUE}.")
    private int runs;

    @Option(
            names = "--cases",
            paramLabel = "N",
            defaultValue = "2000",
            description = "Reviewed cases in each sample. Default: ${DEFAULT-VALUE}.")
    private int cases;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder that holds banking77 and clinc150: held-out answers to their cases, pooled over five "
                    + "folds, are populations too. Default: generated populations alone.")
    private Optional<Path> data = Optional.empty();

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--json", description = "The figures as one JSON object on standard output.")
    private boolean json;

    BenchEvidenceCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (runs < 100 || cases < 100) {
            throw new BadInput("--runs " + runs + ", --cases " + cases + ": give at least 100 of each");
        }
        List<Population> pools = pools();
        List<Map<String, Object>> settings = new ArrayList<>();
        boolean kept = true;
        boolean wide = true;
        for (double target : TARGETS) {
            for (Population population : populations(target, pools)) {
                terminal.say("ε = " + target + ", " + population.name());
                List<CertificateTrial.Outcome> outcomes =
                        new CertificateTrial(target, DELTA, cases, runs, seed).on(population);
                outcomes.forEach(outcome -> settings.add(setting(target, population, outcome)));
                kept &= outcomes.stream()
                        .filter(outcome -> outcome.method().valid())
                        .allMatch(outcome -> outcome.rateAtLeast() <= DELTA);
                wide &= CertificateTrial.shareOfBestCoverage(outcomes) >= LEAST_COVERAGE;
            }
        }
        Map<String, Object> monitor = monitor();
        if (json) {
            terminal.print(new TreeMap<>(
                    Map.of("settings", settings, "monitor", monitor, "guaranteesKept", kept, "coverageKept", wide)));
        } else {
            settings.forEach(setting -> terminal.print(line(setting)));
            monitor.forEach((name, value) -> terminal.print("%-60s %10s".formatted(name, value)));
            terminal.print(kept ? "Every promise was kept." : "A promise was BROKEN.");
            terminal.print(
                    wide
                            ? "Coverage is nowhere less than nine tenths of the best valid method's."
                            : "Coverage is somewhere LESS than nine tenths of the best valid method's.");
        }
        return kept && wide ? 0 : 1;
    }

    private static List<Population> populations(double target, List<Population> pools) {
        List<Population> all = new ArrayList<>(Generated.around(target));
        all.addAll(pools);
        return all;
    }

    private List<Population> pools() {
        List<Population> pools = new ArrayList<>();
        try {
            data.map(PublicData::read).orElse(Map.of()).forEach((name, reviewed) -> {
                Groups groups = NearDuplicates.group(reviewed.texts());
                TextVectors vectors = new TextVectors(
                        Stand.root().resolve(".assay").resolve("embeddings"), TextVectors.Progress.NONE);
                terminal.say(name + ", " + reviewed.rows().size() + " cases: embedding");
                for (AnsweringArm arm : RehearsalArms.of(reviewed, Optional.empty(), vectors)) {
                    terminal.say(name + ": five folds of " + arm.name());
                    pools.add(new Pool(name + ", " + arm.name(), HeldOut.answers(arm, reviewed, groups, seed)));
                }
            });
        } catch (InputProblem problem) {
            throw new BadInput(String.valueOf(problem.getMessage()), problem);
        }
        return pools;
    }

    private static Map<String, Object> setting(double target, Population population, CertificateTrial.Outcome outcome) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("targetRisk", target);
        figures.put("population", population.name());
        figures.put("method", outcome.method().words());
        figures.put("violationRate", outcome.rate());
        figures.put("violationRateInterval", List.of(outcome.rateAtLeast(), outcome.rateAtMost()));
        figures.put("empty", outcome.empty());
        figures.put("meanCoverage", rounded(outcome.meanCoverage()));
        return figures;
    }

    private static String line(Map<String, Object> setting) {
        return "%4s  %-34s %-58s broken %6s, none %6s, coverage %6s"
                .formatted(
                        setting.get("targetRisk"),
                        setting.get("population"),
                        setting.get("method"),
                        setting.get("violationRate"),
                        setting.get("empty"),
                        setting.get("meanCoverage"));
    }

    private Map<String, Object> monitor() {
        Map<String, Object> figures = new LinkedHashMap<>();
        MonitorTrial trial = new MonitorTrial(MONITORED, ALPHA_RUN, Math.max(200, runs / 4), seed);
        terminal.say("the monitor, without a shift");
        figures.put("promisedRunLength", 1 / ALPHA_RUN);
        figures.put("runLengthAtTheTarget", Math.round(trial.runLength(MONITORED)));
        for (int before : List.of(0, 500, 5_000)) {
            terminal.say("the monitor, a shift after " + before + " good samples");
            figures.put("medianDelayAfter" + before + "GoodSamples", trial.medianDelay(before, BEFORE, AFTER));
        }
        return figures;
    }

    private static double rounded(double value) {
        return Math.round(value * 1e4) / 1e4;
    }
}
