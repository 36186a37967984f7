package io.assay.local.cli;

import io.assay.local.gateway.iam.Grant;
import io.assay.local.scenarios.Removals;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code assay bench permissions}: whether the functions need every permission that the template gives them. */
@Command(
        name = "permissions",
        mixinStandardHelpOptions = true,
        description = "Takes away each permission of each function's role, one at a time, and plays the scenarios that "
                + "use it: one must fail for want of it. The exit code is 1 if nothing notices one. Roles that no function here "
                + "works under (CodeDeploy's, and that of the own pool's tokens) are held to exact actions and resources "
                + "by the template's rules instead.")
final class BenchPermissionsCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(names = "--json", description = "The figures as one JSON object on standard output.")
    private boolean json;

    BenchPermissionsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        Stand.divertLogs("permissions", terminal);
        try (Removals removals = Removals.start(name -> terminal.say("With every permission: " + name))) {
            List<Grant> grants = removals.grants();
            List<String> notNoticed = new ArrayList<>();
            int done = 0;
            for (Grant grant : grants) {
                Removals.Removal removal = removals.without(grant);
                String which = grant.role() + " " + grant.statement() + " " + grant.action() + " " + grant.resource();
                terminal.say("%d of %d: without %s %s"
                        .formatted(
                                ++done,
                                grants.size(),
                                which,
                                removal.scenario()
                                        .map(name -> "\"" + name + "\" fails: " + removal.failure())
                                        .orElse("nothing fails: " + removal.failure())));
                if (removal.scenario().isEmpty()) {
                    notNoticed.add(which);
                }
            }
            Map<String, Object> figures = Map.of(
                    "grants",
                    grants.size(),
                    "removed",
                    done,
                    "failedByName",
                    done - notNoticed.size(),
                    "notNoticed",
                    notNoticed);
            if (json) {
                terminal.print(figures);
            } else {
                terminal.print("%d permissions, each taken away once: %d fail a scenario by name, nothing notices %d%n"
                        .formatted(done, done - notNoticed.size(), notNoticed.size()));
            }
            return notNoticed.isEmpty() ? 0 : 1;
        }
    }
}
