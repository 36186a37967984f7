package io.assay.local.assess.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.assay.local.assess.ReviewedCases;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReviewedCasesFileTest {
    @TempDir
    private Path folder;

    private Path write(Charset charset, String text) throws IOException {
        return Files.writeString(folder.resolve("data.csv"), text, charset);
    }

    private Path write(String text) throws IOException {
        return write(StandardCharsets.UTF_8, text);
    }

    /** A header and 120 rows; the row on line 17 is as given. */
    private Path withLine17(String header, String pattern, String line) throws IOException {
        List<String> lines = new ArrayList<>(rows(pattern));
        lines.set(15, line);
        return write(header + "\n" + String.join("\n", lines) + "\n");
    }

    private static List<String> rows(String pattern) {
        return IntStream.range(0, 120)
                .mapToObj(i -> pattern.replace("{i}", "" + i).replace("{l}", "" + "abc".charAt(i % 3)))
                .toList();
    }

    private static String plain() {
        return "text,label\n" + String.join("\n", rows("question {i},{l}")) + "\n";
    }

    private static ReviewedCases read(Path file) {
        return ReviewedCasesFile.read(file, ReviewedCasesFile.Named.NONE);
    }

    private static InputProblem problemOf(Path file) {
        return problemOf(file, ReviewedCasesFile.Named.NONE);
    }

    private static InputProblem problemOf(Path file, ReviewedCasesFile.Named named) {
        InputProblem problem = catchThrowableOfType(InputProblem.class, () -> ReviewedCasesFile.read(file, named));
        assertThat(problem).isNotNull();
        assertThat(problem.getMessage())
                .startsWith(file.toString())
                .hasLineCount(1)
                .contains("; ");
        assertThat(problem.remedy()).isNotBlank();
        return problem;
    }

    @Test
    void plainFile_readsEveryCase() throws IOException {
        ReviewedCases cases = read(write(plain()));

        assertThat(cases.labels()).containsExactly("a", "b", "c");
        assertThat(cases.rows()).hasSize(120);
        assertThat(cases.rows().get(4))
                .isEqualTo(new ReviewedCases.Row(
                        "question 4", 1, Optional.empty(), Optional.empty(), OptionalDouble.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {";", "\t"})
    void otherSeparator_isSeenInTheHeader(String separator) throws IOException {
        String text = ("text|label\n" + String.join("\n", rows("first, second {i}|{l}"))).replace("|", separator);

        assertThat(read(write(text)).texts()).startsWith("first, second 0").hasSize(120);
    }

    @Test
    void byteOrderMark_isNoPartOfTheHeader() throws IOException {
        assertThat(read(write("\uFEFF" + plain())).rows()).hasSize(120);
    }

    @Test
    void windowsLineEnds_areLineEnds() throws IOException {
        assertThat(read(write(plain().replace("\n", "\r\n"))).labels()).containsExactly("a", "b", "c");
    }

    @Test
    void quotedField_holdsSeparatorsBreaksAndMarks() throws IOException {
        Path file = withLine17("text,label", "question {i},{l}", "\"one, \"\"two\"\"\nthree\",a");

        assertThat(read(file).texts().get(15)).isEqualTo("one, \"two\"\nthree");
    }

    @Test
    void onlyColumnLeft_isTheText() throws IOException {
        String text = plain().replace("text,label", "Kundenfrage, Category ");

        assertThat(read(write(text)).texts()).startsWith("question 0");
    }

    @Test
    void furtherColumns_areRead() throws IOException {
        Path file = write("id,message,label,second_label,time,propensity\n"
                + String.join("\n", rows("{i},question {i}, {l} ,{l},2026-11-30T09:15:00+01:00,0.25")));

        ReviewedCases.Row row = read(file).rows().get(2);

        assertThat(row.right()).isEqualTo(2);
        assertThat(row.second()).contains(2);
        assertThat(row.time()).contains(1_796_026_500L);
        assertThat(row.propensity()).hasValue(0.25);
    }

    @Test
    void blankSecondLabel_isNone_anotherOne_joinsTheSet() throws IOException {
        Path file = withLine17("text,label,second_label", "question {i},{l},", "question,a,d");

        ReviewedCases cases = read(file);

        assertThat(cases.labels()).containsExactly("a", "b", "c", "d");
        assertThat(cases.rows().get(15).second()).contains(3);
        assertThat(cases.rows().get(14).second()).isEmpty();
    }

    @Test
    void namedColumns_winOverTheUsualNames() throws IOException {
        Path file =
                write("text,label,time,seen,p\n" + String.join("\n", rows("question {i},{l},nothing,2026-11-30,1")));

        ReviewedCases.Row row = ReviewedCasesFile.read(
                        file, new ReviewedCasesFile.Named(Optional.of("p"), Optional.of("seen")))
                .rows()
                .getFirst();

        assertThat(row.time()).contains(1_795_996_800L);
        assertThat(row.propensity()).hasValue(1);
    }

    @Test
    void namedColumnThatIsNotThere_isTold() throws IOException {
        Path file = write(plain());

        assertThat(problemOf(file, new ReviewedCasesFile.Named(Optional.of("p"), Optional.empty())))
                .hasMessageContaining("--propensity names a column 'p'")
                .hasMessageContaining("'text', 'label'");
        assertThat(problemOf(file, new ReviewedCasesFile.Named(Optional.empty(), Optional.of("day"))))
                .hasMessageContaining("--split names a column 'day'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            text,label            | 'question {i},{l}'     | 'question, '          | the label is blank
            text,label            | 'question {i},{l}'     | '  ,a'                | the text is blank
            text,label            | 'question {i},{l}'     | 'one, two,a'          | has 3 fields where the header has 2
            text,label            | 'question {i},{l}'     | 'question'            | has 1 field where the header has 2
            text,label            | 'question {i},{l}'     | 'question,A'          | the label 'A' differs by case alone from 'a' on line 2
            text,label            | 'question {i},{l}'     | '"question" x,a'      | a quotation mark is not closed
            text,label            | 'question {i},{l}'     | '"question,a'         | a quotation mark is not closed
            text,label,time       | 'question {i},{l},2026-11-30' | 'question,a,soon' | 'soon' is no time
            text,label,time       | 'question {i},{l},2026-11-30' | 'question,a,'     | '' is no time
            text,label,time       | 'question {i},{l},2026-11-30' | 'question,a,20261130' | '20261130' is no time
            text,label,propensity | 'question {i},{l},0.5' | 'question,a,NaN'      | the propensity 'NaN' is no probability
            text,label,propensity | 'question {i},{l},0.5' | 'question,a,0'        | the propensity '0' is no probability
            text,label,propensity | 'question {i},{l},0.5' | 'question,a,-0.1'     | the propensity '-0.1' is no probability
            text,label,propensity | 'question {i},{l},0.5' | 'question,a,1.01'     | the propensity '1.01' is no probability
            text,label,propensity | 'question {i},{l},0.5' | 'question,a,50 %'     | the propensity '50 %' is no probability
            text,label,propensity | 'question {i},{l},0.5' | 'question,a,'         | the propensity '' is no probability
            """)
    void brokenRow_isToldWithItsLine(String header, String pattern, String line, String told) throws IOException {
        InputProblem problem = problemOf(withLine17(header, pattern, line));

        assertThat(problem.what()).contains(told);
        assertThat(problem.line()).isEqualTo(OptionalLong.of(17));
    }

    @Test
    void textBeyondTheLimit_isRefused() throws IOException {
        InputProblem problem = problemOf(withLine17("text,label", "question {i},{l}", "x".repeat(100_001) + ",a"));

        assertThat(problem).hasMessageContaining("line 17").hasMessageContaining("100,001 characters");
    }

    @Test
    void otherEncoding_isToldWithTheLine() throws IOException {
        String text = plain().replace("question 15,", "Größe 15,");

        assertThat(problemOf(write(StandardCharsets.ISO_8859_1, text))).hasMessageContaining("line 17: is not UTF-8");
    }

    @Test
    void utf16_isTold() throws IOException {
        assertThat(problemOf(write(StandardCharsets.UTF_16, plain()))).hasMessageContaining("is UTF-16");
        assertThat(problemOf(write(StandardCharsets.UTF_16LE, plain()))).hasMessageContaining("zero byte");
    }

    @Test
    void characterCutByTheEndOfAChunk_isRead() throws IOException {
        String text = "text,label\n" + String.join("\n", rows("ä€😀".repeat(997) + "{i},{l}"));

        assertThat(read(write(text)).texts().get(119)).endsWith("😀119");
    }

    @Test
    void spreadsheet_isTold() throws IOException {
        assertThat(problemOf(write(StandardCharsets.ISO_8859_1, "PK\u0003\u0004rest")))
                .hasMessageContaining("ZIP archive or a spreadsheet");
    }

    @Test
    void json_isTold() throws IOException {
        assertThat(problemOf(write("[{\"text\": \"question\", \"label\": \"a\"}]")))
                .hasMessageContaining("is JSON");
    }

    @Test
    void missingColumn_tellsWhatIsThere() throws IOException {
        assertThat(problemOf(write("text,answer\nquestion,a\n")))
                .hasMessageContaining("has no label column, the columns are 'text', 'answer'");
        assertThat(problemOf(write("subject,body,label\nx,y,a\n"))).hasMessageContaining("has no text column");
    }

    @Test
    void columnGivenTwice_isTold() throws IOException {
        assertThat(problemOf(write("text,label,Text\nx,a,y\n"))).hasMessageContaining("the column 'Text' twice");
    }

    @Test
    void nothingToRead_isTold() throws IOException {
        assertThat(problemOf(write(""))).hasMessageContaining("is empty");
        assertThat(problemOf(write(" \n\n"))).hasMessageContaining("is empty");
        assertThat(problemOf(write("text,label\n"))).hasMessageContaining("holds a header and no case");
        assertThat(problemOf(write(
                        "text,label\n" + String.join("\n", rows("q {i},{l}").subList(0, 99)))))
                .hasMessageContaining("holds 99 cases");
        assertThat(problemOf(folder)).hasMessageContaining("is a directory");
        assertThat(problemOf(folder.resolve("none.csv"))).hasMessageContaining("no such file");
    }

    @Test
    void oneLabel_leavesNothingToDecide() throws IOException {
        assertThat(problemOf(write("text,label\n" + String.join("\n", rows("question {i},a")))))
                .hasMessageContaining("every case has the label 'a'");
    }

    @Test
    void columnsTheWrongWayRound_areTold() throws IOException {
        assertThat(problemOf(write("text,label\n" + String.join("\n", rows("{l},question {i}")))))
                .hasMessageContaining("120 different labels in 120 rows");
    }

    @Test
    void tooManyRows_areRefused() throws IOException {
        Path file = folder.resolve("data.csv");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("text,label\n");
            for (int i = 0; i < 1_000_000; i++) {
                out.write("question,a\n");
            }
        }

        assertThat(problemOf(file))
                .hasMessageContaining("line 200002: there are more than 200,000 rows")
                .hasMessageContaining("draw 200,000 of them at random");
    }

    @Test
    void fewGroups_areRefused() {
        Path file = Path.of("data.csv");

        assertThatThrownBy(() -> ReviewedCasesFile.requireGroups(file, 1))
                .isInstanceOf(InputProblem.class)
                .hasMessageContaining("near-duplicates of only 1 text,");
        ReviewedCasesFile.requireGroups(file, 50);
    }

    @Test
    void longLabelWithBreaks_isQuotedOnOneLine() throws IOException {
        InputProblem problem = problemOf(withLine17("text,label", "q {i},{l}", "q,\"" + "x\n".repeat(150) + "y\""));

        assertThat(problem.what()).contains("'x x x").contains("…'");
    }

    @Test
    void publicData_isRead() {
        String data = System.getenv("ASSAY_DATA");
        assumeTrue(data != null, "set ASSAY_DATA to the folder that holds banking77");

        ReviewedCases cases = read(Path.of(data, "banking77", "train.csv"));

        assertThat(cases.labels()).hasSize(77);
        assertThat(cases.rows()).hasSize(10_003);
    }
}
