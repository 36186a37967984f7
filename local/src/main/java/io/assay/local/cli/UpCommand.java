package io.assay.local.cli;

import io.assay.local.host.LocalStack;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code assay up}: the stack, until Ctrl-C. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = "Starts everything from template.yaml on this machine and tells how to call it; Ctrl-C ends it.")
final class UpCommand implements Callable<Integer> {
    private static final int LAST_PORT = 65_534;

    private final Terminal terminal;

    @Option(
            names = "--port",
            paramLabel = "N",
            description =
                    "Port of the HTTP API; the token issuer gets the next one. Default: ${DEFAULT-VALUE}; 0: any free ones.",
            defaultValue = "8025")
    private int port;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Keeps tables and bucket in this directory; after a restart the sweeper refills the queues.")
    private Optional<Path> data = Optional.empty();

    @Option(
            names = "--workflow",
            paramLabel = "FILE",
            description = "The workflow to put and activate. Default: events/workflows/support-triage.json.")
    private Optional<Path> workflow = Optional.empty();

    @Option(names = "--json", description = "URLs and tokens as one JSON object on standard output.")
    private boolean json;

    UpCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (port < 0 || port > LAST_PORT) {
            throw new BadInput("--port " + port + " is no port; give 0 to " + LAST_PORT);
        }
        Path root = Stand.root();
        LocalStack.Options options = LocalStack.Options.inMemory().withPorts(port, port == 0 ? 0 : port + 1);
        Stand.divertLogs("up", terminal);
        terminal.say("Starting the stack …");
        Site site = Site.start(
                root,
                data.map(options::withData).orElse(options),
                workflow.orElse(root.resolve("events/workflows/support-triage.json")));
        if (json) {
            terminal.print(new Guide(site).json());
        } else {
            terminal.print(new Guide(site).text());
        }
        Stand.untilInterrupted(site, terminal);
        return 0;
    }
}
