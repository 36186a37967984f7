package io.assay.local.cli;

import io.assay.local.host.LocalStack;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code assay bench faults}: whether anything is lost or decided twice while everything fails now and then. */
@Command(
        name = "faults",
        mixinStandardHelpOptions = true,
        description =
                "Sends cases through the whole pipeline while requests fail, time out, lose their answers, processes "
                        + "die and queues lose, repeat and delay messages, one in twenty each; then checks event log, audit log, "
                        + "decisions, figures and queues. Exit code 1 when anything is lost, decided twice or out of step.")
final class BenchFaultsCommand implements Callable<Integer> {
    private static final int MOST = 10_000;
    private static final int SHOWN = 20;

    private final Terminal terminal;

    @Option(
            names = "--cases",
            paramLabel = "N",
            description = "1 to 10000. Default: ${DEFAULT-VALUE}.",
            defaultValue = "1000")
    private int cases;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "Of the faults; the same strikes the same places again. Default: the time.")
    private long seed = System.currentTimeMillis();

    @Option(names = "--json", description = "The outcome as one JSON object on standard output.")
    private boolean json;

    BenchFaultsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (cases < 1 || cases > MOST) {
            throw new BadInput("--cases " + cases + " is out of range; give 1 to " + MOST);
        }
        Path root = Stand.root();
        List<CaseLines.Line> sample = CaseLines.cases(root.resolve("events/cases/support-triage.jsonl"));
        Stand.divertLogs("bench-faults", terminal);
        terminal.say("Seed " + seed + "; starting the stack …");
        try (Site site = Site.start(
                root,
                LocalStack.Options.inMemory().withSeed(seed).withLag(FaultMix.LAG),
                root.resolve("events/workflows/support-triage.json"))) {
            terminal.say("Sending " + cases + " cases …");
            FaultBench.Outcome outcome = new FaultBench(
                            site, terminal, CaseLines.labels(root.resolve("events/cases/support-triage.labels.jsonl")))
                    .run(FaultBench.cases(sample, cases));
            outcome.struck().forEach((fault, times) -> terminal.say(times + " × " + fault));
            List<String> violations = outcome.report().violations();
            violations.stream().limit(SHOWN).forEach(violation -> terminal.say("Wrong: " + violation));
            if (violations.size() > SHOWN) {
                terminal.say("… and " + (violations.size() - SHOWN) + " more");
            }
            if (json) {
                terminal.print(outcome.report().json());
            } else {
                outcome.report().json().forEach((name, value) -> terminal.print(name + " " + value));
            }
            return violations.isEmpty() ? 0 : 1;
        }
    }
}
