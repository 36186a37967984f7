package io.assay.local.cli;

import io.assay.core.Label;
import io.assay.local.host.LocalStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code assay demo}: cases through the whole stack, then what came out. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Sends 300 support messages, or your own cases, through the whole pipeline on this machine, has "
                + "scripted reviewers decide what needs a person, and tells what came out.")
final class DemoCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(
            names = "--cases",
            paramLabel = "FILE",
            description = "One {\"reference\", \"input\"} a line. Default: events/cases/support-triage.jsonl.")
    private Optional<Path> cases = Optional.empty();

    @Option(
            names = "--labels",
            paramLabel = "FILE",
            description = "The true labels, one {\"reference\", \"label\"} a line, for the scripted reviewers alone. "
                    + "Default: NAME.labels.jsonl beside NAME.jsonl, where there is one.")
    private Optional<Path> labels = Optional.empty();

    @Option(
            names = "--workflow",
            paramLabel = "FILE",
            description = "The workflow. Default: events/workflows/support-triage.json.")
    private Optional<Path> workflow = Optional.empty();

    @Option(names = "--keep", description = "Leaves the stack up afterwards, as assay up does.")
    private boolean keep;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Keeps tables and bucket in this new or empty directory.")
    private Optional<Path> data = Optional.empty();

    @Option(names = "--json", description = "The figures as one JSON object on standard output.")
    private boolean json;

    @Option(
            names = "--story",
            description =
                    "Tells instead what a certificate is worth: 400 cases decided by people, a threshold certified, "
                            + "300 cases under its guarantee, a shift, the alarm. Takes no other option.")
    private boolean story;

    DemoCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        Path root = Stand.root();
        if (story) {
            return tellStory(root);
        }
        Path sample = root.resolve("events/cases/support-triage.jsonl");
        Path from = cases.orElse(sample);
        List<CaseLines.Line> lines = CaseLines.cases(from);
        Map<String, Label> truth =
                labels.or(() -> beside(from)).map(CaseLines::labels).orElse(Map.of());
        data.ifPresent(DemoCommand::requireEmpty);

        Stand.divertLogs("demo", terminal);
        terminal.say("Starting the stack …");
        LocalStack.Options options = LocalStack.Options.inMemory();
        Site site = Site.start(
                root,
                data.map(options::withData).orElse(options),
                workflow.orElse(root.resolve("events/workflows/support-triage.json")));
        boolean stays = false;
        try {
            terminal.say(
                    "Sending " + lines.size() + " cases: by HTTP one by one and in batches, and by the ingest queue …");
            Demo.Outcome outcome = new Demo(site, terminal, lines, truth).run();
            if (json) {
                terminal.print(outcome.figures().json());
            } else {
                Summary summary = new Summary(site.workflow(), outcome, lines, truth);
                terminal.print(summary.text(cases.isEmpty() && workflow.isEmpty(), whereTheLogLies(site)));
            }
            stays = keep;
            if (keep) {
                if (json) {
                    terminal.say(new Guide(site).text());
                } else {
                    terminal.print(new Guide(site).text());
                }
                Stand.untilInterrupted(site, terminal);
            }
            return outcome.figures().lost() == 0 ? 0 : 1;
        } finally {
            if (!stays) {
                site.close();
            }
        }
    }

    private int tellStory(Path root) throws InterruptedException {
        if (cases.isPresent() || labels.isPresent() || workflow.isPresent() || data.isPresent() || keep || json) {
            throw new BadInput("--story plays the sample cases on a stack of its own; give no other option with it");
        }
        Stand.divertLogs("demo", terminal);
        terminal.say("Starting the stack …");
        return CertificateStory.play(root, terminal) ? 0 : 1;
    }

    private String whereTheLogLies(Site site) {
        String bucket = "It lies in the bucket " + site.auditBucket().name();
        return data.map(directory -> bucket + ", kept in " + directory.resolve("buckets") + "; assay up --data "
                        + directory + " opens it again.")
                .orElse(
                        bucket
                                + (keep
                                        ? ", in memory while the stack is up."
                                        : ", in memory, and goes with this command; --data DIR keeps it, --keep leaves the stack up."));
    }

    private static Optional<Path> beside(Path file) {
        Path labels =
                file.resolveSibling(file.getFileName().toString().replaceFirst("\\.jsonl$", "") + ".labels.jsonl");
        return Files.exists(labels) ? Optional.of(labels) : Optional.empty();
    }

    /** Figures are of a workflow's days: those of an earlier run would be counted with this one's. */
    private static void requireEmpty(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.list(directory)) {
            if (files.findAny().isPresent()) {
                throw new BadInput(
                        "--data " + directory + " is not empty; the demo counts its own cases alone, so give it"
                                + " a new directory (assay up --data opens an old one)");
            }
        } catch (IOException e) {
            throw new BadInput("--data " + directory + " is no directory that can be read: " + e.getMessage(), e);
        }
    }
}
