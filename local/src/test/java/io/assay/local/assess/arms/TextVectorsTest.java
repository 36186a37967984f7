package io.assay.local.assess.arms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextVectorsTest {
    private static final List<String> TEXTS = List.of("one", "two", "one", "three");

    @TempDir
    Path directory;

    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final List<String> told = new ArrayList<>();
    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("kept/all-minilm-l6-v2-q.vectors");
    }

    @Test
    void everyText_isEmbeddedOnce_andNotAgainFromTheFile() {
        Map<String, Embedded> first = vectors("model").of(TEXTS);
        Map<String, Embedded> second = vectors("model").of(TEXTS);

        assertThat(asked).containsExactlyInAnyOrder("one", "two", "three");
        assertThat(first.keySet()).containsExactlyInAnyOrder("one", "two", "three");
        first.forEach((text, embedded) -> {
            Embedded again = Objects.requireNonNull(second.get(text));
            assertThat(embedded.vector()).isEqualTo(vector(text));
            assertThat(again.vector()).isEqualTo(vector(text));
            assertThat(again.tokens()).isEqualTo(embedded.tokens()).isEqualTo(text.length());
        });
    }

    @Test
    void furtherTexts_joinTheOldOnes() {
        vectors("model").of(TEXTS);
        vectors("model").of(List.of("four"));
        asked.clear();

        vectors("model").of(List.of("four", "two"));

        assertThat(asked).isEmpty();
    }

    @Test
    void fileOfAnotherModel_isWrittenAnew() {
        vectors("model").of(TEXTS);
        vectors("other").of(TEXTS);
        asked.clear();

        vectors("other").of(TEXTS);

        assertThat(asked).isEmpty();
        vectors("model").of(List.of("one"));
        assertThat(asked).containsExactly("one");
    }

    @Test
    void damagedFile_isWrittenAnew() throws IOException {
        vectors("model").of(TEXTS);
        byte[] whole = Files.readAllBytes(file);
        List<byte[]> damaged = new ArrayList<>();
        for (int length = 0; length < whole.length; length++) damaged.add(java.util.Arrays.copyOf(whole, length));
        for (int place = 0; place < whole.length; place++) {
            byte[] changed = whole.clone();
            changed[place] ^= 0x41;
            damaged.add(changed);
        }

        for (byte[] bytes : damaged) {
            Files.write(file, bytes);
            asked.clear();
            Embedded two = Objects.requireNonNull(vectors("model").of(TEXTS).get("two"));
            assertThat(two.vector()).isEqualTo(vector("two"));
            assertThat(asked).hasSize(3);
            assertThat(Files.readAllBytes(file)).hasSameSizeAs(whole);
        }
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void file_holdsNoText() throws IOException {
        vectors("model").of(List.of("a very secret text"));

        assertThat(new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("secret");
    }

    @Test
    void progress_neverGoesBackAndEndsWithAll() {
        vectors("model").of(IntStream.range(0, 350).mapToObj(i -> "text " + i).toList());

        assertThat(told).containsExactly("100 of 350", "200 of 350", "300 of 350", "350 of 350");
    }

    @Test
    void folderThatCannotBeWritten_isNamed() throws IOException {
        Files.writeString(directory.resolve("kept"), "a file");

        assertThatThrownBy(() -> vectors("model").of(TEXTS))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(directory.resolve("kept").toString());
    }

    private TextVectors vectors(String model) {
        return new TextVectors(
                directory.resolve("kept"), (done, of) -> told.add(done + " of " + of), model, 3, Recording::new);
    }

    private static float[] vector(String text) {
        return new float[] {text.length(), text.charAt(0), text.hashCode()};
    }

    private final class Recording implements TextVectors.Model {
        @Override
        public Embedded apply(String text) {
            asked.add(text);
            return new Embedded(vector(text), text.length());
        }

        @Override
        public void close() {}
    }
}
