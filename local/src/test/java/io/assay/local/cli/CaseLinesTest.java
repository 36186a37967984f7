package io.assay.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.core.Label;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaseLinesTest {
    @TempDir
    private Path directory = Path.of("");

    @Test
    void linesBecomeCasesInOrder_blankOnesAreSkipped() throws IOException {
        Path file = file("{\"reference\":\"b\",\"input\":{\"x\":1}}\n\n{\"reference\":\"a\",\"input\":{}}\n");
        assertThat(CaseLines.cases(file))
                .containsExactly(new CaseLines.Line("b", Map.of("x", 1)), new CaseLines.Line("a", Map.of()));
    }

    @Test
    void labels_areReadByReference() throws IOException {
        assertThat(CaseLines.labels(file("{\"reference\":\"a\",\"label\":\"refund\"}")))
                .containsExactly(Map.entry("a", new Label("refund")));
    }

    @Test
    void whatCannotBeUsed_isToldWithItsLineAndWhatToGive() throws IOException {
        assertRefused("{\"reference\":\"a\",\"input\":{}}\nnonsense", "line 2", "give {\"reference\"");
        assertRefused("{\"reference\":\"a\"}", "line 1", "input is missing");
        assertRefused("{\"input\":{}}", "line 1", "reference is missing");
        assertRefused(
                "{\"reference\":\"a\",\"input\":{}}\n{\"reference\":\"a\",\"input\":{}}", "line 2", "come before");
        assertRefused("\n", "holds no case");
        assertThatThrownBy(() -> CaseLines.cases(directory.resolve("none.jsonl")))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("there is no file");
        Path document = file("[]");
        assertThatThrownBy(() -> CaseLines.document(document))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("not a JSON object");
    }

    private void assertRefused(String text, String... words) throws IOException {
        Path file = file(text);
        assertThatThrownBy(() -> CaseLines.cases(file))
                .isInstanceOf(BadInput.class)
                .hasMessageContainingAll(words);
    }

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("lines.jsonl"), text);
    }
}
