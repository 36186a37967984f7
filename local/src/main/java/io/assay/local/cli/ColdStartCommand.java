package io.assay.local.cli;

import io.assay.local.coldstart.ColdStart;
import io.assay.local.coldstart.ColdStart.Run;
import io.assay.local.coldstart.ColdStart.Way;
import io.assay.local.template.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code assay bench cold-start}: what a function's start and first call cost. */
@Command(
        name = "cold-start",
        mixinStandardHelpOptions = true,
        description =
                "Starts each function in its own process under Lambda's runtime client, on one core, out of the "
                        + "artefact that is deployed: with the JVM's own flags, with the template's, and as SnapStart restores it.")
final class ColdStartCommand implements Callable<Integer> {
    private static final int MOST_RUNS = 100;
    private static final int MOST_CALLS = 1_000;

    private final Terminal terminal;

    @Option(
            names = "--runs",
            paramLabel = "N",
            description = "Starts of each kind; figures are their median. Default: 5.")
    private int runs = 5;

    @Option(
            names = "--calls",
            paramLabel = "N",
            description = "Calls of the first start of each kind, the last of which is a figure too. Default: 100.")
    private int calls = 100;

    @Option(
            names = "--function",
            paramLabel = "ID",
            description = "Only the function with this logical id; repeatable.")
    private List<String> only = new ArrayList<>();

    @Option(names = "--json", description = "The figures as one JSON object on standard output.")
    private boolean json;

    @Option(
            names = "--record-priming",
            description =
                    "Measures nothing: writes the samples that functions are primed with, out of the local stack, "
                            + "into functions/src/main/resources/priming.")
    private boolean recordPriming;

    ColdStartCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (runs < 1 || runs > MOST_RUNS) {
            throw new BadInput("--runs " + runs + " is not 1 to " + MOST_RUNS);
        }
        if (calls < 1 || calls > MOST_CALLS) {
            throw new BadInput("--calls " + calls + " is not 1 to " + MOST_CALLS);
        }
        Path root = Stand.root();
        Path zip = root.resolve("functions/target/assay-functions.zip");
        if (!Files.exists(zip)) {
            throw new BadInput("there is no artefact " + zip + "; mvn package makes it");
        }
        Stand.divertLogs("cold-start", terminal);
        String workflow = Files.readString(root.resolve("events/workflows/support-triage.json"));
        try (ColdStart bench = ColdStart.start(Site.template(root, Map.of()), zip, workflow)) {
            if (recordPriming) {
                bench.recordPriming(root.resolve("functions/src/main/resources/priming"))
                        .forEach(file -> terminal.say("written: " + file));
                return 0;
            }
            if (!bench.oneCore()) {
                terminal.say("No taskset here: the processes are not held to one core.");
            }
            ColdStartFigures figures = measured(bench);
            if (json) {
                terminal.print(figures.json());
            } else {
                terminal.print(figures.table());
            }
            return 0;
        }
    }

    private ColdStartFigures measured(ColdStart bench) throws IOException, InterruptedException {
        ColdStartFigures figures = new ColdStartFigures();
        List<Stack.Function> functions = bench.functions().stream()
                .filter(function -> only.isEmpty() || only.contains(function.logicalId()))
                .toList();
        if (functions.isEmpty()) {
            throw new BadInput("the template has no function " + String.join(", ", only));
        }
        for (Stack.Function function : functions) {
            for (int run = 0; run < runs; run++) {
                Map<Way, Run> ways = new EnumMap<>(Way.class);
                for (Way way : Way.values()) {
                    bench.run(function, way, run == 0 ? calls : 1).ifPresent(start -> ways.put(way, start));
                }
                if (ways.isEmpty()) {
                    terminal.say(function.logicalId() + ": not measured, for nobody knows what to call it with.");
                    break;
                }
                figures.add(function.logicalId(), ways);
                terminal.say(
                        "%s %d of %d: %s".formatted(function.logicalId(), run + 1, runs, ColdStartFigures.words(ways)));
            }
        }
        return figures;
    }
}
