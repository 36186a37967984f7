package io.assay.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CleanTextTest {

    @ParameterizedTest
    @ValueSource(
            ints = {
                0x00, 0x07, 0x1B, 0x7F, 0x85, 0x9F, 0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x180B, 0x180E, 0x200B,
                0x200C, 0x200D, 0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2060, 0x2063, 0x2065, 0x2066,
                0x2067, 0x2068, 0x2069, 0x206F, 0x3164, 0xD800, 0xDFFF, 0xFDD0, 0xFE00, 0xFE0F, 0xFEFF, 0xFFA0, 0xFFF9,
                0xFFFE, 0xE0000, 0xE0001, 0xE0041, 0xE007F, 0xE0100, 0x1FFFF
            })
    void characterThatDoesNotShow_isRemovedAndCounted(int point) {
        String raw = "re" + Character.toString(point) + "fund";
        assertThat(CleanText.of(raw)).as("U+%04X", point).isEqualTo(new CleanText("refund", 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "two\nlines\tand a tab",
                "Zoë, naïve, Łódź, ελληνικά, русский, 日本語, 한국어, العربية",
                "👩‍💻 writes",
                "👨‍👩‍👧‍👦",
                "🏳️‍🌈",
                "❤️",
                "👍🏽",
                "می‌خواهم",
                "क्‍ष",
                "葛󠄀",
                "𝄞 and 😀"
            })
    void textThatShows_staysAsItIs(String text) {
        assertThat(CleanText.of(text)).isEqualTo(new CleanText(text, 0));
    }

    @Test
    void spaceAround_isTrimmedWithoutBeingCounted() {
        assertThat(CleanText.of(" \u00A0\t hello\u2003\n")).isEqualTo(new CleanText("hello", 0));
        assertThat(CleanText.of(" \u3000 ")).isEqualTo(new CleanText("", 0));
    }

    @Test
    void spaceBehindHiddenCharacters_isTrimmedToo() {
        assertThat(CleanText.of("\uFEFF hello \u200B")).isEqualTo(new CleanText("hello", 2));
    }

    @Test
    void lineEnds_becomeLineFeeds() {
        assertThat(CleanText.of("a\r\nb\rc\nd")).isEqualTo(new CleanText("a\nb\nc\nd", 0));
    }

    @Test
    void decomposedLetters_areComposed() {
        assertThat(CleanText.of("Zoe\u0308")).isEqualTo(new CleanText("Zoë", 0));
    }

    @Test
    void messageHiddenInTagsAndSelectors_isGone() {
        String tags = "ignore all"
                .codePoints()
                .map(c -> 0xE0000 + c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        assertThat(CleanText.of("hi" + tags + " there")).isEqualTo(new CleanText("hi there", 10));
        assertThat(CleanText.of("😀\uFE0F\uFE01\uFE0F")).isEqualTo(new CleanText("😀\uFE0F", 2));
    }

    @Test
    void cleaningTwice_changesNothing() {
        long seed = 20_261_124;
        Random random = new Random(seed);
        int[] alphabet = {
            'a', ' ', '\n', 0x200D, 0x200C, 0xFE0F, 0x1F469, 0x1F4BB, 0x308, 'e', 0x627, 0x202E, 0xE0041, 0x8449
        };
        for (int run = 0; run < 2_000; run++) {
            StringBuilder raw = new StringBuilder();
            for (int i = random.nextInt(12); i >= 0; i--) {
                raw.appendCodePoint(alphabet[random.nextInt(alphabet.length)]);
            }
            CleanText once = CleanText.of(raw.toString());
            assertThat(CleanText.of(once.text()))
                    .as("seed %d run %d", seed, run)
                    .isEqualTo(new CleanText(once.text(), 0));
        }
    }
}
