package io.assay.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.assay.local.assess.bedrock.StandIn;
import io.assay.local.services.bedrock.Behaviour;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An assessment that asks over HTTP, of the local stand-in for Bedrock, in a process as the launcher starts it. */
class AssessBedrockIT {
    private static final List<List<String>> TOPICS = List.of(
            List.of("parcel", "courier", "delivery", "tracking", "box", "shipped", "arrived", "doorstep", "van"),
            List.of("invoice", "refund", "charged", "payment", "money", "bank", "price", "bill", "paid"),
            List.of("roses", "leaves", "pot", "soil", "watering", "fern", "seeds", "garden", "wilting"),
            List.of("password", "login", "account", "email", "website", "browser", "sign", "locked", "code"));
    private static final List<String> NAMES =
            List.of("parcel_delivery", "payment_refund", "garden_plants", "account_login");
    private static final List<String> FILLERS = List.of(
            "please", "yesterday", "again", "why", "since", "monday", "help", "still", "twice", "today", "my", "the");
    private static final String ARMS = """
            {"embedder": "amazon.titan-embed-text-v2:0", "arms": [
              {"name": "label-names", "method": "label-names", "model": "amazon.nova-micro-v1:0"},
              {"name": "retrieval", "method": "retrieval", "model": "amazon.nova-micro-v1:0", "examples": 5},
              {"name": "many-shot", "method": "many-shot", "model": "amazon.nova-micro-v1:0", "examples": 40},
              {"name": "embedding-head", "method": "embedding-head"},
              {"name": "tuned", "method": "tuned", "model": "amazon.nova-micro-v1:0"}]}
            """;
    private static final int ROWS = 400;

    private static StandIn standIn;

    @TempDir
    Path folder;

    private record Ended(int code, String out, String err) {}

    @BeforeAll
    static void start() throws IOException {
        standIn = new StandIn();
        standIn.bedrock().behave(Behaviour.good().throttling(0.05));
    }

    @AfterAll
    static void stop() {
        standIn.close();
    }

    @Test
    void aSmallFile_isAssessedWithinItsBudgetAndNothingIsPaidTwice() throws Exception {
        Ended none = assess(List.of());
        Ended little = assess(List.of("--budget", "0.0001"));

        assertThat(List.of(none.code(), little.code())).containsOnly(2);
        assertThat(none.err()).contains("may come to", "tuned", "nothing was asked yet", "say --budget ");
        assertThat(little.err()).contains("more than the USD 1.0E-4 given");
        assertThat(standIn.bedrock().fates().answered()).isZero();

        Ended ended = assess(List.of("--budget", "5", "--json"));
        long answered = standIn.bedrock().fates().answered();

        assertThat(ended.code()).as(ended.err()).isZero();
        JsonNode assessment = new ObjectMapper().readTree(ended.out());
        assertThat(assessment.get("verdictScope").asText()).isEqualTo("rehearsal");
        assertThat(assessment.get("arms").findValuesAsText("name"))
                .containsExactlyInAnyOrder(
                        "people", "label-names", "retrieval", "many-shot", "embedding-head", "tuned");
        for (JsonNode arm : assessment.get("arms")) {
            if (!arm.get("name").asText().equals("people")) {
                assertThat(arm.get("accuracy").asDouble()).as(arm.toString()).isGreaterThan(0.6);
                assertThat(arm.get("costPerCaseUsd").asDouble()).isPositive();
            }
        }
        assertThat(assessment.get("assumptions").toString()).contains("fitted once");
        assertThat(standIn.bedrock().deployments()).isZero();
        assertThat(ended.err()).contains("Spent, as far as prices are known: USD 0.");
        assertThat(answered).isGreaterThan(4 * ROWS / 2);

        Ended again = assess(List.of("--budget", "5", "--json"));

        assertThat(again.code()).as(again.err()).isZero();
        assertThat(standIn.bedrock().fates().answered()).isEqualTo(answered);
    }

    private Ended assess(List<String> flags) throws IOException, InterruptedException {
        Path cases = folder.resolve("cases.csv");
        Path arms = folder.resolve("arms.json");
        Files.write(cases, cases());
        Files.writeString(arms, ARMS);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:TieredStopAtLevel=1",
                "-Xmx512m",
                "-Dassay.root=" + folder,
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Assay.class.getName(),
                "assess",
                cases.toString(),
                "--stale-prices",
                "--bedrock",
                "--region",
                "us-east-1",
                "--arms",
                arms.toString(),
                "--risk",
                "0.2",
                "--training-bucket",
                StandIn.BUCKET,
                "--training-role",
                StandIn.ROLE,
                "--endpoint",
                standIn.bedrock().uri().toString(),
                "--storage-endpoint",
                standIn.storage().toString()));
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

    /** Four topics of nine words each, among words that say nothing. */
    private static List<String> cases() {
        SplittableRandom random = new SplittableRandom(11);
        List<String> lines = new ArrayList<>(List.of("text,label"));
        for (int row = 0; row < ROWS; row++) {
            List<String> topic = TOPICS.get(row % TOPICS.size());
            List<String> words = new ArrayList<>();
            for (int word = 0; word < 4; word++) {
                words.add(topic.get(random.nextInt(topic.size())));
                words.add(FILLERS.get(random.nextInt(FILLERS.size())));
            }
            lines.add(String.join(" ", words) + "," + NAMES.get(row % TOPICS.size()));
        }
        return lines;
    }
}
