package io.assay.local.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What the launcher runs. Exit codes: 0 done, 1 it did not work, 2 wrong usage or input. */
@Command(
        name = "assay",
        mixinStandardHelpOptions = true,
        version = "assay 0.1.0",
        description = "Decides cases at volume: a model answers, a policy says whether the answer may act alone, "
                + "people decide the rest, and an audit log proves it.",
        footer = {
            "",
            "And, by the launcher itself:",
            "  test  Runs the tests (assay test --help).",
            "",
            "Exit code: 0 done, 1 it did not work, 2 wrong usage or input."
        })
public final class Assay implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Answers go to standard output, everything else to standard error: libraries print to System.out as they like. */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        System.setErr(err);
        System.setOut(err);
        // Figures read the same everywhere.
        Locale.setDefault(Locale.ROOT);
        int code = run(new Terminal(out, err), arguments);
        // Threads of the services may still linger.
        System.exit(code);
    }

    static int run(Terminal terminal, String... arguments) {
        CommandLine line = new CommandLine(new Assay())
                .addSubcommand(new DemoCommand(terminal))
                .addSubcommand(new UpCommand(terminal))
                .addSubcommand(new AssessCommand(terminal))
                .addSubcommand(new LintCommand(terminal))
                .addSubcommand(BenchCommand.of(terminal));
        line.setOut(terminal.outWriter());
        line.setErr(terminal.errWriter());
        line.setExecutionExceptionHandler((exception, command, parsed) -> {
            if (exception instanceof BadInput) {
                terminal.say("assay: " + exception.getMessage());
                return CommandLine.ExitCode.USAGE;
            }
            terminal.failed(exception);
            return CommandLine.ExitCode.SOFTWARE;
        });
        return line.execute(arguments);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command?");
    }
}
