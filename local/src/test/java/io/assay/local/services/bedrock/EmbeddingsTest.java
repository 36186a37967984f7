package io.assay.local.services.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddingsTest {
    private static Embeddings embeddings;

    @BeforeAll
    static void load() {
        embeddings = new Embeddings(2);
    }

    @AfterAll
    static void close() {
        embeddings.close();
    }

    @Test
    void vector_hasUnitLengthAndIsTheSameFromManyThreadsAndAfterEviction() {
        float[] first = embeddings.of("a rose is a rose");

        assertThat(first).hasSize(Embeddings.DIMENSIONS);
        assertThat(Embeddings.cosine(first, first)).isCloseTo(1, within(1e-5));
        List<float[]> others = IntStream.range(0, 40)
                .parallel()
                .mapToObj(i -> embeddings.of(i % 4 == 0 ? "a rose is a rose" : "filler " + i))
                .toList();
        for (int i = 0; i < others.size(); i += 4) assertThat(others.get(i)).isEqualTo(first);
    }

    @Test
    void callersChange_doesNotReachTheCache() {
        float[] mine = embeddings.of("mine");
        float before = mine[0];
        mine[0] = 9;

        assertThat(embeddings.of("mine")[0]).isEqualTo(before);
    }

    @Test
    void meaning_isNearerThanWords() {
        float[] text = embeddings.of("The parcel has not arrived");

        assertThat(Embeddings.cosine(text, embeddings.of("my package is late")))
                .isGreaterThan(Embeddings.cosine(text, embeddings.of("The parcel of land is for sale")));
    }

    @Test
    void emptyAndVeryLongTexts_haveAVector() {
        assertThat(embeddings.of("")).doesNotContain(Float.NaN);
        assertThat(embeddings.of("word ".repeat(5000))).doesNotContain(Float.NaN);
    }

    @Test
    void tokens_areCountedOfTheWholeText() {
        assertThat(embeddings.tokens("")).isZero();
        assertThat(embeddings.tokens("hello world")).isEqualTo(2);
        assertThat(embeddings.tokens("word ".repeat(1000))).isEqualTo(1000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Where is my parcel? It was due on 2026-11-24, wasn't it…",
                "Grüße aus Zürich:\tGroßbestellung\u00a0№ 7\u2003 für 北京 und 東京\r\n\r\n",
                "{\"label\":\"account_access\",\"confidence\":0.93}",
                "  pneumonoultramicroscopicsilicovolcanoconiosis pneumonoultramicroscopicsilicovolcanoconiosis 😀😀"
            })
    void tokens_ofAText_areThoseOfItsWords(String text) {
        int count = embeddings.tokens(text);
        assertThat(embeddings.firstTokens(text, count)).isEqualTo(text);
        assertThat(embeddings.firstTokens(text, count - 1).strip()).isNotEqualTo(text.strip());
        assertThat(embeddings.tokens(text)).isEqualTo(count);
    }

    @Test
    void firstTokens_cutsBetweenTokensWhateverTheScript() {
        assertThat(embeddings.firstTokens("hello wonderful world", 2)).isEqualTo("hello wonderful");
        assertThat(embeddings.firstTokens("hello", 2)).isEqualTo("hello");
        assertThat(embeddings.firstTokens("hello", 0)).isEmpty();
        assertThat(embeddings.firstTokens("\uD83D\uDE00 rose here", 2)).isEqualTo("\uD83D\uDE00 rose");
    }
}
