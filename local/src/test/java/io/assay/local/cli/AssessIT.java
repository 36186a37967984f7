package io.assay.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of reviewed cases to its verdict, in a process with the launcher's flags: both compilers, 1 GiB of heap. */
class AssessIT {
    private static final List<String> FLAGS = List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Duser.timezone=UTC",
            "-XX:+UseSerialGC",
            "-Xmx1g");
    private static final List<String> CLINC150 = List.of("train", "val", "test", "oos_train", "oos_val", "oos_test");

    @TempDir
    Path folder;

    private record Ended(int code, String out, String err) {
        JsonNode json() throws IOException {
            assertThat(code).as(err).isZero();
            return new ObjectMapper().readTree(out);
        }
    }

    @Test
    void banking77_isNotWorthItOverRetrieval() throws Exception {
        JsonNode assessment = assess(banking77(), List.of("--json")).json();

        assertThat(assessment.get("verdict").asText()).isEqualTo("not-worth-it");
        assertThat(assessment.get("recommendation").asText()).isEqualTo("retrieval");
        assertThat(assessment.get("verdictScope").asText()).isEqualTo("rehearsal");
        assertThat(assessment.get("reason").asText())
                .startsWith("At the reference profile, rehearsal")
                .contains("over retrieval");
        assertThat(Files.readString(folder.resolve("report.html"))).contains("rehearsal");
    }

    @Test
    void aTenthOfClinc150_isNeverWorthItAndSaysWhatMoreWouldDo() throws Exception {
        JsonNode assessment = assess(clinc150(10), List.of("--json")).json();

        assertThat(assessment.get("verdict").asText()).isIn("not-yet", "not-worth-it");
        assertThat(assessment.get("needs")).isNotEmpty();
    }

    /** Two arms, right nine times in ten, whose confidences are those of other answers. */
    @Test
    void shuffledConfidences_cannotRank() throws Exception {
        SplittableRandom random = new SplittableRandom(5);
        List<String> cases = new ArrayList<>(List.of("text,label,seen"));
        List<String> answers = new ArrayList<>(List.of("row,arm,kind,label,confidence"));
        for (int row = 1; row <= 3_000; row++) {
            int label = random.nextInt(4);
            cases.add("request %d about thing %x,label%d,%d"
                    .formatted(row, random.nextLong(), label, 1_790_000_000 + row));
            for (String arm : List.of("retrieval,retrieval", "tuned,tuned")) {
                int answered = random.nextInt(10) == 0 ? (label + 1) % 4 : label;
                answers.add("%d,%s,label%d,%.4f".formatted(row, arm, answered, random.nextDouble()));
            }
        }
        Path given = Files.write(folder.resolve("answers.csv"), answers);

        JsonNode assessment = assess(
                        Files.write(folder.resolve("cases.csv"), cases),
                        List.of(
                                "--answers",
                                given.toString(),
                                "--json",
                                "--risk",
                                "0.04",
                                "--delta",
                                "0.1",
                                "--months",
                                "12",
                                "--volume",
                                "5000..10000",
                                "--minutes",
                                "2",
                                "--wage",
                                "30",
                                "--error-cost",
                                "20",
                                "--split",
                                "seen",
                                "--seed",
                                "3"))
                .json();

        assertThat(assessment.get("verdictScope").asText()).isEqualTo("answers");
        assertThat(assessment.get("verdict").asText()).isEqualTo("cannot-rank");
        assertThat(assessment.get("recommendation").asText()).isEqualTo("people");
        assertThat(assessment.get("latestFifth").get("cases").asInt()).isEqualTo(600);
    }

    @Test
    void oneTextOverAndOver_isWrongInputWithoutAStackTrace() throws Exception {
        List<String> lines = new ArrayList<>(List.of("text,label"));
        for (int row = 0; row < 500; row++) {
            lines.add("where is my card?,label" + row % 2);
        }

        Ended ended = assess(Files.write(folder.resolve("same.csv"), lines), List.of());

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).contains("same.csv").doesNotContain("\tat ");
    }

    private Ended assess(Path file, List<String> flags) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.add("-Dassay.root=" + folder);
        command.addAll(
                List.of("-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))));
        command.addAll(List.of(Assay.class.getName(), "assess", file.toString(), "--html", "report.html"));
        // However old the prices that come with it are on the day of the test.
        command.add("--stale-prices");
        command.addAll(flags);
        File out = folder.resolve("out").toFile();
        File err = folder.resolve("err").toFile();
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out)
                .redirectError(err)
                .start();
        int code = process.waitFor();
        return new Ended(code, text(out), text(err));
    }

    private static String text(File file) throws IOException {
        return Files.readString(file.toPath(), StandardCharsets.UTF_8);
    }

    private static Path data() {
        String data = System.getenv("ASSAY_DATA");
        assumeTrue(data != null, "set ASSAY_DATA to the folder that holds banking77 and clinc150");
        return Path.of(data);
    }

    private Path banking77() throws IOException {
        Path from = data().resolve("banking77");
        String test = Files.readString(from.resolve("test.csv"));
        return Files.writeString(
                folder.resolve("banking77.csv"),
                Files.readString(from.resolve("train.csv")) + test.substring(test.indexOf('\n') + 1));
    }

    /** @param each every such row of each part */
    private Path clinc150(int each) throws IOException {
        JsonNode parts = new ObjectMapper()
                .readTree(data().resolve("clinc150/data_full.json").toFile());
        List<String> lines = new ArrayList<>(List.of("text,label"));
        for (String part : CLINC150) {
            for (int row = 0; row < parts.get(part).size(); row += each) {
                JsonNode pair = parts.get(part).get(row);
                lines.add("\"" + pair.get(0).asText().replace("\"", "\"\"") + "\","
                        + pair.get(1).asText());
            }
        }
        return Files.write(folder.resolve("clinc150.csv"), lines);
    }
}
