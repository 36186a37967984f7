package io.assay.local.assess.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.core.verdict.Arm;
import io.assay.local.assess.ReviewedCases;
import io.assay.local.assess.arms.AnsweringArm;
import io.assay.local.assess.arms.ArmAnswer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GivenAnswersFileTest {
    private static final ReviewedCases THREE = new ReviewedCases(
            IntStream.range(0, 3)
                    .mapToObj(i -> new ReviewedCases.Row(
                            "text " + i, i % 2, Optional.empty(), Optional.empty(), OptionalDouble.empty()))
                    .toList(),
            List.of("a", "b"));

    @TempDir
    private Path folder;

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("answers.csv"), text);
    }

    @Test
    void answersInTheOrderOfTheCases_areOneArm() throws IOException {
        AnsweringArm arm = GivenAnswersFile.read(write("label,confidence\nb,0.9\n a ,1\nneither,0\n"), THREE)
                .getFirst();

        ArmAnswer[] answers = arm.fit(new int[0]).answer(new int[] {2, 0, 1});

        assertThat(arm.name()).isEqualTo("answers");
        assertThat(arm.kind()).isEqualTo(Arm.Kind.PROMPT);
        assertThat(arm.answeredBy()).isEqualTo("answers of answers.csv");
        assertThat(arm.confidenceSources()).containsExactly("given");
        assertThat(answers).extracting(ArmAnswer::label).containsExactly(ArmAnswer.OFF_SCHEMA, 1, 0);
        assertThat(answers[1].confidences()).containsExactly(0.9);
        assertThat(((GivenAnswers) arm).usageKnown()).isFalse();
    }

    @Test
    void armsRowsKindsAndTokens_areRead() throws IOException {
        List<AnsweringArm> arms = GivenAnswersFile.read(write("""
                        arm;row;label;confidence;kind;input_tokens;output_tokens
                        base;1;a;0.5;prompt;700;10
                        new;3;b;0.7;tuned;150;8
                        new;1;a;0.8;tuned;150;8
                        base;2;a;0.5;prompt;700;10
                        base;3;a;0.5;prompt;700;10
                        new;2;;0.2;tuned;151;8
                        """), THREE);

        assertThat(arms).extracting(AnsweringArm::name).containsExactly("base", "new");
        assertThat(arms).extracting(AnsweringArm::kind).containsExactly(Arm.Kind.PROMPT, Arm.Kind.TUNED);
        ArmAnswer[] answers = arms.get(1).fit(new int[0]).answer(new int[] {0, 1, 2});
        assertThat(answers).extracting(ArmAnswer::label).containsExactly(0, ArmAnswer.OFF_SCHEMA, 1);
        assertThat(answers[1].usage().input()).isEqualTo(151);
        assertThat(((GivenAnswers) arms.get(1)).usageKnown()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            label,confidence            | a,0.5 b,0.5                      | row 3 has no answer of the arm 'answers'
            label,confidence            | a,0.5 b,0.5 a,0.5 a,0.5          | line 5: the arm 'answers' has more answers than there are cases, 3
            row,label,confidence        | 1,a,0.5 1,a,0.5                  | line 3: row 1 has an answer of the arm 'answers' on line 2
            row,label,confidence        | 4,a,0.5                          | line 2: '4' is the row of no case
            row,label,confidence        | 1.5,a,0.5                        | line 2: '1.5' is the row of no case
            label,confidence            | a,87                             | line 2: the confidence '87' is no number from 0 to 1
            label,confidence            | a,NaN                            | line 2: the confidence 'NaN' is no number
            label,confidence            | A,0.5                            | line 2: the label 'A' differs by case alone
            label,confidence,kind       | a,0.5,magic                      | line 2: 'magic' is no kind of arm
            label,confidence,kind       | a,0.5,tuned a,0.5,prompt         | line 3: the arm 'answers' has had another kind
            label,confidence,arm        | a,0.5,People                     | line 2: people are always an arm
            label,confidence,arm        | a,0.5,                           | line 2: the arm's name is blank
            label,confidence,input_tokens,output_tokens | a,0.5,many,1     | line 2: 'many' is no number of tokens
            label,certainty             | a,0.5                            | line 1: has no column confidence
            label,confidence            |                                  | holds a header and no answer
            """)
    void brokenAnswers_areToldWithTheirLine(String header, String rows, String told) throws IOException {
        Path file = write(header + "\n" + (rows == null ? "" : rows.replace(' ', '\n')) + "\n");

        assertThatThrownBy(() -> GivenAnswersFile.read(file, THREE))
                .isInstanceOf(InputProblem.class)
                .hasMessageContaining(told);
    }
}
