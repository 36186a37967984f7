package io.assay.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpeningsTest {
    @TempDir
    Path folder;

    @Test
    void openingsOfTheSameContent_areCounted() throws IOException {
        Path file = Files.writeString(folder.resolve("a.csv"), "text,label\n");
        Openings openings = new Openings(folder.resolve("kept"));

        assertThat(openings.opened(file, LocalDate.EPOCH)).isEqualTo(1);
        assertThat(openings.opened(Files.copy(file, folder.resolve("b.csv")), LocalDate.EPOCH))
                .isEqualTo(2);
        Files.writeString(file, "text,label\nx,y\n");
        assertThat(openings.opened(file, LocalDate.EPOCH)).isEqualTo(1);
    }
}
