package io.assay.local.cli;

import io.assay.local.assess.Assessment;
import io.assay.local.assess.files.GivenInputs;
import io.assay.local.assess.files.InputProblem;
import io.assay.local.assess.files.ReviewedCasesFile;
import io.assay.local.assess.report.AssessmentHtml;
import io.assay.local.assess.report.AssessmentJson;
import io.assay.local.assess.report.AssessmentPage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code assay assess}: may a model decide alone, and is fine-tuning worth the money? */
@Command(
        name = "assess",
        mixinStandardHelpOptions = true,
        description = {
            "From cases that people decided: how good each way of answering is, how much of the work it may do alone at an "
                    + "error rate that is guaranteed, and whether fine-tuning pays over the best alternative.",
            "A rehearsal on a stand-in model on this machine, no evidence about Bedrock; with --answers, about the answers "
                    + "that another system gave; with --bedrock, about Bedrock, and only that is billed, within --budget."
        })
final class AssessCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            index = "0",
            paramLabel = "FILE",
            description = "CSV with a header: a column text, a column label, and if you like second_label (of a second "
                    + "person who did not see the first) and time.")
    private Path file = Path.of("");

    @Option(
            names = "--answers",
            paramLabel = "FILE",
            description = "Answers of another system: CSV with label, confidence and if you like row, arm, kind, "
                    + "input_tokens, output_tokens.")
    private Optional<Path> answers = Optional.empty();

    @Option(
            names = "--workflow",
            paramLabel = "FILE",
            description = "The workflow's document: label definitions, caps, target risk, regions, costs.")
    private Optional<Path> workflow = Optional.empty();

    @Option(
            names = "--volume",
            paramLabel = "N",
            description = "Cases a month, for example 20000 or 8000..20000 or 8000..12000..20000. Default: 20000.")
    private Optional<String> volume = Optional.empty();

    @Option(names = "--minutes", paramLabel = "N", description = "Of a person for a case, or a range. Default: 3.")
    private Optional<String> minutes = Optional.empty();

    @Option(names = "--wage", paramLabel = "USD", description = "An hour, or a range. Default: 40.")
    private Optional<String> wage = Optional.empty();

    @Option(names = "--error-cost", paramLabel = "USD", description = "Of a wrong answer, or a range. Default: 10.")
    private Optional<String> errorCost = Optional.empty();

    @Option(
            names = "--costs",
            paramLabel = "FILE",
            description = "What acting on one label costs where another is right, JSON. Default: every error the same.")
    private Optional<Path> costs = Optional.empty();

    @Option(names = "--months", paramLabel = "N", description = "Looked ahead. Default: 24.")
    private Optional<String> months = Optional.empty();

    @Option(
            names = "--risk",
            paramLabel = "SHARE",
            description = "Wrong answers allowed among those that act alone. Default: the workflow's, else 0.05.")
    private Optional<Double> risk = Optional.empty();

    @Option(
            names = "--delta",
            paramLabel = "SHARE",
            defaultValue = "0.05",
            description = "Chance that a certificate is wrong. Default: ${DEFAULT-VALUE}.")
    private double delta;

    @Option(
            names = "--prices",
            paramLabel = "FILE",
            description = "Prices of models, JSON. Default: those that come with Assay, with their dates.")
    private Optional<Path> prices = Optional.empty();

    @Option(names = "--stale-prices", description = "Take prices that are more than 180 days old.")
    private boolean stalePrices;

    @Option(
            names = "--region",
            paramLabel = "REGION",
            description = "The one region where the data may go. Default: the workflow's, else any.")
    private Optional<String> region = Optional.empty();

    @Option(
            names = "--propensity",
            paramLabel = "COLUMN",
            description =
                    "Probability with which such a case was reviewed. Default: unknown; the figures then hold for "
                            + "cases like these.")
    private Optional<String> propensity = Optional.empty();

    @Option(
            names = "--split",
            paramLabel = "COLUMN",
            description =
                    "When a case came in: what is learned from the earlier cases is tested on the latest fifth too, "
                            + "and tuning is not worth it whose certificate breaks there. Default: the column time, if there is one.")
    private Optional<String> split = Optional.empty();

    @Mixin
    private BedrockFlags bedrock = new BedrockFlags();

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            defaultValue = "assessment.html",
            description = "Where the report goes. Default: ${DEFAULT-VALUE}.")
    private Path html = Path.of("");

    @Option(names = "--json", description = "The figures as one JSON object on standard output.")
    private boolean json;

    AssessCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        risk.ifPresent(share -> requireShare("--risk", share));
        requireShare("--delta", delta);
        bedrock.require(region, answers, split);
        Stand.divertLogs("assess", terminal);
        try (AssessProgress progress = new AssessProgress(terminal)) {
            Assessing assessing = new Assessing(
                    new Assessing.Given(
                            file,
                            answers,
                            workflow,
                            new GivenInputs(volume, minutes, wage, errorCost, months),
                            costs,
                            risk,
                            delta,
                            prices,
                            stalePrices,
                            region,
                            new ReviewedCasesFile.Named(propensity, split),
                            bedrock,
                            seed),
                    Stand.root().resolve(".assay"),
                    progress);
            Assessment assessment = assessing.run();
            progress.close();
            write(assessment);
            return 0;
        } catch (InputProblem problem) {
            throw new BadInput(String.valueOf(problem.getMessage()), problem);
        }
    }

    private void write(Assessment assessment) {
        try {
            Files.writeString(html, AssessmentHtml.of(assessment));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the report " + html + " cannot be written; name another place with --html", e);
        }
        if (json) {
            terminal.print(AssessmentJson.of(assessment));
        } else {
            terminal.print(AssessmentPage.of(assessment));
        }
        terminal.say("Report: " + html.toAbsolutePath());
    }

    private static void requireShare(String flag, double share) {
        if (!(share > 0 && share < 1)) {
            throw new BadInput(flag + " is " + share + "; give a share between 0 and 1, for example 0.05");
        }
    }
}
