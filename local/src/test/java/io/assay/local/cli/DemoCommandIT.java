package io.assay.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.access.Role;
import io.assay.core.Fields;
import io.assay.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code demo} and {@code up} as a shell runs them: exit code, standard output, standard error. */
class DemoCommandIT {
    private static final Path ROOT = Path.of("..");
    private static final String PROPERTY = "assay.root";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final PrintStream systemOut = System.out;
    private final PrintStream systemErr = System.err;

    @TempDir
    private Path directory = Path.of("");

    @BeforeEach
    void runFromTheRepository() {
        System.setProperty(PROPERTY, ROOT.toString());
    }

    /** The commands divert what libraries print into a file. */
    @AfterEach
    void giveTheStreamsBack() {
        System.clearProperty(PROPERTY);
        System.setOut(systemOut);
        System.setErr(systemErr);
    }

    @Test
    void ownCasesAndLabels_giveOneJsonObjectOnStandardOutputAndWordsOnStandardError() throws IOException {
        Path cases = firstThree("support-triage.jsonl");
        Path labels = firstThree("support-triage.labels.jsonl");

        assertThat(run("demo", "--cases", cases.toString(), "--labels", labels.toString(), "--json"))
                .as(text(err))
                .isZero();

        assertThat(text(out).lines()).hasSize(1);
        Fields figures = new Fields(Json.object(text(out)));
        assertThat(figures.whole("cases")).isEqualTo(3);
        assertThat(figures.whole("final")).isEqualTo(3);
        assertThat(figures.whole("lost")).isZero();
        assertThat(text(err)).contains("Sending 3 cases");
    }

    @Test
    void upWithJson_tellsATokenForEachRole_andEndsCleanlyWhenInterrupted() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        PrintStream tells = new PrintStream(out, true, StandardCharsets.UTF_8) {
            @Override
            public void println(String line) {
                super.println(line);
                answered.countDown();
            }
        };
        FutureTask<Integer> up =
                new FutureTask<>(() -> Assay.run(new Terminal(tells, printer(err)), "up", "--port", "0", "--json"));
        Thread shell = Thread.ofPlatform().name("assay up").start(up);

        assertThat(answered.await(2, TimeUnit.MINUTES)).isTrue();
        assertThat(text(out).lines()).hasSize(1);
        Fields guide = new Fields(Json.object(text(out)));
        assertThat(guide.fields("tokens").map())
                .containsOnlyKeys(Arrays.stream(Role.values()).map(Role::word).toList());
        assertThat(URI.create(guide.text("api")).getPort()).isPositive();

        assertThat(up.isDone()).isFalse();
        shell.interrupt();
        assertThat(up.get(1, TimeUnit.MINUTES)).isZero();
        assertThat(text(err)).endsWith("The stack is down.\n");
    }

    @Test
    void caseFileThatIsMissingOrNoJson_isToldWithFileAndLine() throws IOException {
        Path none = directory.resolve("none.jsonl");
        assertRefused(List.of("there is no file " + none), "demo", "--cases", none.toString());

        Path bad = Files.writeString(directory.resolve("bad.jsonl"), "{\"reference\":\"a\",\"input\":{}}\nnonsense\n");
        assertRefused(List.of(bad + " line 2", "give {\"reference\""), "demo", "--cases", bad.toString());
    }

    @Test
    void storyWithAnotherOption_isRefused() {
        assertRefused(List.of("--story", "give no other option"), "demo", "--story", "--json");
    }

    @Test
    void workflowWithAnUnknownField_isToldWithFileAndPlace() throws IOException {
        String workflow = Files.readString(ROOT.resolve("events/workflows/support-triage.json"));
        Path file =
                Files.writeString(directory.resolve("mine.json"), workflow.replaceFirst("\\{", "{\"treshold\": 1,"));

        assertRefused(List.of("the workflow of " + file, "treshold"), "demo", "--workflow", file.toString());
    }

    private void assertRefused(List<String> words, String... arguments) {
        err.reset();
        assertThat(run(arguments)).isEqualTo(2);
        assertThat(text(out)).isEmpty();
        assertThat(text(err)).contains(words).doesNotContain("\tat ");
    }

    private Path firstThree(String name) throws IOException {
        return Files.write(
                directory.resolve(name),
                Files.readAllLines(ROOT.resolve("events/cases").resolve(name)).subList(0, 3));
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
