package io.assay.local.cli;

import io.assay.local.assess.files.InputProblem;
import io.assay.local.assess.files.TrainingLines;
import io.assay.local.assess.files.TrainingRulesFile;
import io.assay.local.assess.training.Finding;
import io.assay.local.assess.training.TrainingLint;
import io.assay.local.assess.training.TrainingRules;
import io.assay.local.assess.training.TrainingTexts;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code assay lint}: what a tuning job would fail on, or learn wrongly from. */
@Command(
        name = "lint",
        mixinStandardHelpOptions = true,
        description = {
            "Looks through a training file before a tuning job costs anything. Nothing is sent anywhere.",
            "Exit code 1 if there is an error; warnings alone leave it 0."
        })
final class LintCommand implements Callable<Integer> {
    /** Of one rule, findings that are told one by one. */
    private static final int MOST_TOLD = 20;

    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "FILE", description = "Training file, JSONL: one conversation a line.")
    private Path file = Path.of("");

    @Option(
            names = "--base",
            required = true,
            paramLabel = "ID",
            description = "The model to tune, for example amazon.nova-micro-v1:0.")
    private String base = "";

    @Option(
            names = "--held-out",
            paramLabel = "FILE",
            description = "JSONL of the same form that must not be learned: what is tested on.")
    private Optional<Path> heldOut = Optional.empty();

    @Option(names = "--label", paramLabel = "NAME", description = "A label that may be answered; one flag a label.")
    private Set<String> labels = Set.of();

    @Option(names = "--validation-set", description = "The job is to have a validation set.")
    private boolean validationSet;

    LintCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try {
            TrainingRules rules = TrainingRulesFile.of(base, "--base", LocalDate.now(ZoneOffset.UTC));
            List<String> lines = TrainingLines.read(file);
            List<Finding> findings = TrainingLint.findings(
                    lines,
                    rules,
                    new TrainingLint.Surroundings(
                            labels,
                            Optional.empty(),
                            heldOut.map(TrainingLines::read).map(others -> TrainingTexts.heldOut(lines, others, rules)),
                            validationSet));
            tell(findings, lines.size(), rules);
            return findings.stream().anyMatch(Finding::stops) ? 1 : 0;
        } catch (InputProblem problem) {
            throw new BadInput(String.valueOf(problem.getMessage()), problem);
        }
    }

    private void tell(List<Finding> findings, int records, TrainingRules rules) {
        Map<Finding.Rule, Integer> told = new EnumMap<>(Finding.Rule.class);
        for (Finding finding : findings) {
            if (told.merge(finding.rule(), 1, Integer::sum) <= MOST_TOLD) {
                terminal.print(finding.text());
            }
        }
        told.forEach((rule, count) -> {
            if (count > MOST_TOLD) {
                terminal.print("and " + (count - MOST_TOLD) + " more of " + rule.word());
            }
        });
        long errors = findings.stream().filter(Finding::stops).count();
        terminal.print("%d records: %d errors, %d warnings by the rules of %s, read on %s."
                .formatted(records, errors, findings.size() - errors, rules.model(), rules.readOn()));
    }
}
