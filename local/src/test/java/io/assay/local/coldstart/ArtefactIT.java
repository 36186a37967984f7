package io.assay.local.coldstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.local.coldstart.ColdStart.Run;
import io.assay.local.coldstart.ColdStart.Way;
import io.assay.local.gateway.Service;
import io.assay.local.pipeline.Pipeline;
import io.assay.local.template.Stack;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The zip that is deployed, under Lambda's own runtime client, in a process of its own. */
class ArtefactIT {

    @Test
    void primedFunctionOfTheArtefact_takesACase() throws Exception {
        Path zip = Path.of("functions/target/assay-functions.zip");
        try (ColdStart artefact = ColdStart.start(
                Pipeline.template(),
                Files.exists(zip) ? zip : Path.of("..").resolve(zip),
                Pipeline.text("events/workflows/support-triage.json"))) {
            Stack.Function intake = artefact.stack().stack().functions().stream()
                    .filter(function -> function.logicalId().equals("IntakeFunction"))
                    .findFirst()
                    .orElseThrow();
            long before = appended(artefact);

            Run run = artefact.run(intake, Way.PRIMED, 1).orElseThrow();

            assertThat(appended(artefact)).isEqualTo(before + 1);
            assertThat(run.init().cpu()).isPositive();
        }
    }

    private static long appended(ColdStart artefact) {
        return artefact.stack()
                .gateway()
                .counts()
                .of(Service.DYNAMODB, "PutItem", "IntakeRole")
                .requests();
    }
}
