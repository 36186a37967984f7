package io.assay.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AssayTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void help_goesToStandardOutputAndIsNoError() {
        assertThat(run("--help")).isZero();
        assertThat(text(out)).startsWith("Usage: assay").contains("test").contains("Exit code");
        assertThat(text(err)).isEmpty();
    }

    @Test
    void unknownCommandOrNone_isWrongUsageToldOnStandardError() {
        assertThat(run("nope")).isEqualTo(2);
        assertThat(run()).isEqualTo(2);
        assertThat(text(out)).isEmpty();
        assertThat(text(err)).contains("nope").contains("Which command?");
    }

    @Test
    void benchWithoutItsOwnCommand_isWrongUsage() {
        assertThat(run("bench")).isEqualTo(2);
        assertThat(text(err)).contains("Which bench?");
    }

    @Test
    void assessOfAFileThatIsNotThere_isWrongInputWithoutAStackTrace() {
        PrintStream before = System.err;
        PrintStream beforeOut = System.out;
        try {
            assertThat(run("assess", "not-there.csv")).isEqualTo(2);
        } finally {
            System.setErr(before); // the command sends what libraries print into a file
            System.setOut(beforeOut);
        }
        assertThat(text(out)).isEmpty();
        assertThat(text(err)).contains("not-there.csv").doesNotContain("\tat ");
    }

    private int run(String... arguments) {
        return Assay.run(new Terminal(printer(out), printer(err)), arguments);
    }

    private static PrintStream printer(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
