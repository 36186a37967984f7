package io.assay.core.resampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NearDuplicatesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Where is my card?|where  is my card",
                "‘Where’ is my card…|where is my card",
                "ＷＨＥＲＥ is my card|where is my card",
                "?!|?!",
                "a+b|a+b",
                "दिल्ली कहाँ|दिल्ली कहाँ"
            })
    void caseSpaceAndPunctuation_doNotTellTextsApart(String text, String other) {
        assertThat(NearDuplicates.normalised(text)).isEqualTo(NearDuplicates.normalised(other));
        assertThat(NearDuplicates.group(List.of(text, other)).count()).isEqualTo(1);
    }

    @Test
    void marksAndSigns_stay() {
        assertThat(NearDuplicates.normalised("दिल्ली")).isEqualTo("दिल्ली");
        assertThat(NearDuplicates.normalised(" 5 € + 3 $ ")).isEqualTo("5 € + 3 $");
        assertThat(NearDuplicates.group(List.of("?", "!", "", "  ")).count()).isEqualTo(3);
    }

    /** Nine grams, of which eight are shared: 8/10 exactly; with seven of nine, 7/11. */
    @Test
    void fourFifthsOfTheGrams_areEnoughAndNoLessIs() {
        assertThat(NearDuplicates.group(List.of("abcdefghijk", "abcdefghijx")).count())
                .isEqualTo(1);
        assertThat(NearDuplicates.group(List.of("abcdefghijk", "abcdefghixy")).count())
                .isEqualTo(2);
    }

    @Test
    void likenessToALaterMember_doesNotJoin() {
        Groups groups = NearDuplicates.group(List.of("abcdefghijklmno", "abcdefghijklmnx", "zbcdefghijklmnx"));

        assertThat(List.of(groups.groupOf(0), groups.groupOf(1), groups.groupOf(2)))
                .containsExactly(0, 0, 1);
    }

    @Test
    void ofSeveralGroups_theMostAlikeIsJoined() {
        String common =
                "abcdefghijklmnopqrstuvwxyzäöüß"; // 28 grams: each of the last three is like both of the first two
        Groups groups =
                NearDuplicates.group(List.of(common + "0123", common + "4567", common + "45", common + "01", common));

        assertThat(IntStream.range(0, 5).map(groups::groupOf)).containsExactly(0, 1, 1, 0, 0);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void index_losesNoText(long seed) {
        List<String> texts = texts(700, 25, seed);

        Groups groups = NearDuplicates.group(texts);
        int[] expected = withoutIndex(texts);

        for (int row = 0; row < expected.length; row++) {
            assertThat(groups.groupOf(row)).as("row %s, seed %s", row, seed).isEqualTo(expected[row]);
        }
        assertThat(groups.count()).as("seed %s", seed).isBetween(50, 650);
    }

    @Tag("long")
    @Test
    void manyTexts_areGrouped() {
        assertThat(NearDuplicates.group(texts(25_000, 2_000, 5)).rows()).isEqualTo(25_000);
    }

    @Test
    void noTexts_areRefused() {
        assertThatThrownBy(() -> NearDuplicates.group(List.of())).hasMessage("no rows");
    }

    /** Texts of 1 to 12 words; most are earlier ones with a few letters or a word changed. */
    private static List<String> texts(int count, int words, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<String> vocabulary = new ArrayList<>();
        for (int i = 0; i < words; i++) {
            vocabulary.add(word(random));
        }
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            StringBuilder text = new StringBuilder();
            if (i > 0 && random.nextInt(3) > 0) {
                text.append(texts.get(random.nextInt(i)));
                for (int edits = random.nextInt(4); edits > 0; edits--) {
                    text.setCharAt(random.nextInt(text.length()), (char) ('a' + random.nextInt(5)));
                }
            } else {
                for (int length = 1 + random.nextInt(12); length > 0; length--) {
                    text.append(vocabulary.get(random.nextInt(words))).append(' ');
                }
            }
            texts.add(text.toString());
        }
        return texts;
    }

    private static String word(SplittableRandom random) {
        StringBuilder word = new StringBuilder();
        for (int length = 1 + random.nextInt(7); length > 0; length--) {
            word.append((char) ('a' + random.nextInt(8)));
        }
        return word.toString();
    }

    /** Every text with every text before and with every first member. */
    private static int[] withoutIndex(List<String> texts) {
        List<Set<String>> leaders = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        int[] groupOf = new int[texts.size()];
        for (int row = 0; row < groupOf.length; row++) {
            String text = NearDuplicates.normalised(texts.get(row));
            int equal = seen.indexOf(text);
            seen.add(text);
            if (equal >= 0) {
                groupOf[row] = groupOf[equal];
                continue;
            }
            Set<String> grams = grams(text);
            int best = leaders.size();
            double bestLikeness = 0;
            for (int leader = 0; leader < leaders.size(); leader++) {
                double likeness = jaccard(grams, leaders.get(leader));
                if (likeness >= 0.8 && likeness > bestLikeness) {
                    best = leader;
                    bestLikeness = likeness;
                }
            }
            if (best == leaders.size()) {
                leaders.add(grams);
            }
            groupOf[row] = best;
        }
        return groupOf;
    }

    private static Set<String> grams(String text) {
        Set<String> grams = new HashSet<>();
        for (int i = 0; i + 3 <= text.length(); i++) {
            grams.add(text.substring(i, i + 3));
        }
        return text.length() < 3 ? Set.of(text) : grams;
    }

    private static double jaccard(Set<String> one, Set<String> other) {
        double shared = one.stream().filter(other::contains).count();
        return shared / (one.size() + other.size() - shared);
    }
}
