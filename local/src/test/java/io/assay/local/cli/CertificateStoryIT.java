package io.assay.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Certified, in force, alarm, pilot: the whole way of a certificate through the running stack. */
class CertificateStoryIT {

    @Test
    void story_endsCertifiedAlarmedAndInPilot() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream printer = new PrintStream(out, true, StandardCharsets.UTF_8);

        boolean asTold = CertificateStory.play(Path.of(".."), new Terminal(printer, printer));

        String told = out.toString(StandardCharsets.UTF_8).replaceAll("\\s+", " ");
        assertThat(asTold).as(told).isTrue();
        assertThat(told)
                .contains("Certificate 1: answers with a confidence of")
                .contains("The promise of certificate 1, at most 10 % errors, is not kept")
                .contains("The workflow's phase is pilot.")
                .contains("The model decided 0 of them alone");
    }
}
