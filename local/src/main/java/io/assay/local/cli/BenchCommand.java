package io.assay.local.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code assay bench}: measures the stack; each subcommand one side of it. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures the stack on this machine; each command below one side of it.")
final class BenchCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** With every bench there is. */
    static CommandLine of(Terminal terminal) {
        return new CommandLine(new BenchCommand())
                .addSubcommand(new BenchPipelineCommand(terminal))
                .addSubcommand(new BenchFaultsCommand(terminal))
                .addSubcommand(new ColdStartCommand(terminal))
                .addSubcommand(new BenchPermissionsCommand(terminal))
                .addSubcommand(new BenchEvidenceCommand(terminal));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which bench?");
    }
}
