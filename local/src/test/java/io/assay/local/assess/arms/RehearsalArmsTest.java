package io.assay.local.assess.arms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.assay.core.verdict.Arm;
import io.assay.local.assess.ReviewedCases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsalArmsTest {
    private static final ReviewedCases FEW = cases(List.of(
            "my card has not arrived", "card_arrival",
            "when will the new card come in the post", "card_arrival",
            "the card is still not here", "card_arrival",
            "I forgot my PIN", "change_pin",
            "how do I set another PIN", "change_pin",
            "I want a new PIN code", "change_pin"));

    @TempDir
    Path directory;

    @Test
    void arms_areThoseOfTheSpecification() {
        List<AnsweringArm> without = RehearsalArms.of(FEW, Optional.empty(), vectors());
        List<AnsweringArm> with =
                RehearsalArms.of(FEW, Optional.of(Map.of("change_pin", "wants another code")), vectors());

        assertThat(without).extracting(AnsweringArm::name).containsExactly("label-names", "retrieval", "tuned");
        assertThat(with)
                .extracting(AnsweringArm::name)
                .containsExactly("label-names", "label-definitions", "retrieval", "tuned");
        assertThat(with)
                .extracting(AnsweringArm::kind)
                .containsExactly(Arm.Kind.PROMPT, Arm.Kind.PROMPT, Arm.Kind.RETRIEVAL, Arm.Kind.TUNED);
    }

    @Test
    void everyArm_answersEachRowWithItsConfidences() {
        List<AnsweringArm> arms =
                RehearsalArms.of(FEW, Optional.of(Map.of("change_pin", "wants another code")), vectors());

        assertThat(arms).allSatisfy(arm -> {
            ArmAnswer[] answers = arm.fit(new int[] {0, 1, 3, 4}).answer(new int[] {5, 2});
            assertThat(answers).extracting(ArmAnswer::label).containsExactly(1, 0);
            assertThat(answers).allSatisfy(answer -> {
                assertThat(answer.confidences()).hasSize(arm.confidenceSources().size());
                assertThat(answer.usage().input()).isBetween(20.0, 200.0);
                assertThat(answer.usage().output()).isBetween(5.0, 15.0);
            });
        });
    }

    @Test
    void definitions_comeOnTopOfTheLabelsInThePrompt() {
        List<AnsweringArm> arms =
                RehearsalArms.of(FEW, Optional.of(Map.of("change_pin", "wants another code")), vectors());

        double names = input(arms.get(0));

        // the colon and three words
        assertThat(input(arms.get(1))).isEqualTo(names + 4);
    }

    @Test
    void banking77_isAnsweredAsWellAsIsKnown() throws IOException {
        String data = System.getenv("ASSAY_DATA");
        assumeTrue(data != null, "set ASSAY_DATA to the folder that holds banking77");
        ReviewedCases cases = everySixth(Path.of(data, "banking77", "train.csv"));
        int[] train = IntStream.range(0, cases.rows().size())
                .filter(row -> row % 2 == 0)
                .toArray();
        int[] test = IntStream.range(0, cases.rows().size())
                .filter(row -> row % 2 == 1)
                .toArray();

        Map<String, Double> accuracy = new HashMap<>();
        for (AnsweringArm arm : RehearsalArms.of(cases, Optional.empty(), vectors())) {
            ArmAnswer[] answers = arm.fit(train).answer(test);
            double right = IntStream.range(0, test.length)
                    .filter(i -> answers[i].label() == cases.rows().get(test[i]).right())
                    .count();
            accuracy.put(arm.name(), right / test.length);
        }

        assertThat(accuracy.get("label-names")).isBetween(0.55, 0.70);
        assertThat(accuracy.get("retrieval")).isBetween(0.74, 0.90);
        assertThat(accuracy.get("tuned")).isBetween(0.74, 0.90);
    }

    private static double input(AnsweringArm arm) {
        return arm.fit(new int[0]).answer(new int[] {0})[0].usage().input();
    }

    private TextVectors vectors() {
        return new TextVectors(directory, TextVectors.Progress.NONE);
    }

    private static ReviewedCases everySixth(Path csv) throws IOException {
        List<String> lines = Files.readAllLines(csv);
        List<String> pairs = new ArrayList<>();
        for (int line = 1; line < lines.size(); line += 6) {
            // some texts stand in quotes and go over lines; those left are enough
            int comma = lines.get(line).lastIndexOf(',');
            if (lines.get(line).indexOf('"') >= 0 || comma < 0) continue;
            pairs.add(lines.get(line).substring(0, comma));
            pairs.add(lines.get(line).substring(comma + 1));
        }
        return cases(pairs);
    }

    /** @param pairs text and label in turn */
    private static ReviewedCases cases(List<String> pairs) {
        List<String> labels = IntStream.range(0, pairs.size() / 2)
                .mapToObj(i -> pairs.get(2 * i + 1))
                .distinct()
                .sorted()
                .toList();
        List<ReviewedCases.Row> rows = IntStream.range(0, pairs.size() / 2)
                .mapToObj(i -> new ReviewedCases.Row(
                        pairs.get(2 * i),
                        labels.indexOf(pairs.get(2 * i + 1)),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalDouble.empty()))
                .toList();
        return new ReviewedCases(rows, labels);
    }
}
