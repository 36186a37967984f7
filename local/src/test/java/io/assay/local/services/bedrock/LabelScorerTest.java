package io.assay.local.services.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.local.services.bedrock.LabelScorer.Ranked;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Made-up labels: obvious texts get their label, and more confidence than texts that could be anything. */
class LabelScorerTest {
    private static final List<LabelProfile> LABELS = List.of(
            label("lost_item", "something was left behind on a train or bus", "I forgot my umbrella on the bus"),
            label(
                    "timetable",
                    "when the next train or bus leaves",
                    "first connection on Sunday",
                    "is the night bus running"),
            label("fine", "a penalty for travelling without a ticket", "I was fined although I had a pass"),
            label("accessibility", "travel with a wheelchair or pram", "is there a lift at the station"));

    private static final List<String> AMBIGUOUS =
            List.of("Hello, I have a question", "Please call me back", "ok thanks", "asdf qwer", "");

    private static Embeddings embeddings;
    private static LabelScorer scorer;

    @BeforeAll
    static void load() {
        embeddings = new Embeddings(500);
        scorer = new LabelScorer(embeddings);
    }

    @AfterAll
    static void close() {
        embeddings.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lost_item     | I think my rucksack is still on the 8.15 train, has anyone handed it in?",
                "lost_item     | left my glasses on bus 12 yesterday",
                "timetable     | What time does the last train to the airport go?",
                "timetable     | when does bus 7 depart on holidays",
                "fine          | The inspector gave me a 60 euro penalty but my ticket was valid",
                "fine          | appeal agianst a fine for no tiket",
                "accessibility | Can I get on the tram with an electric wheelchair?",
                "accessibility | the elevator at the central station is broken and I have a pram"
            })
    void obviousText_getsItsLabelWithMoreConfidenceThanAnyAmbiguousOne(String label, String text) {
        Ranked best = rank(text);

        assertThat(best.label()).isEqualTo(label);
        assertThat(AMBIGUOUS)
                .allSatisfy(
                        ambiguous -> assertThat(rank(ambiguous).probability()).isLessThan(best.probability()));
    }

    @Test
    void probabilities_fallWithTheRankAndLeaveRoomForNoneOfThese() {
        List<Ranked> clear = scorer.rank(CaseText.of("is the night bus running on Sunday?"), LABELS);
        List<Ranked> nothing = scorer.rank(CaseText.of("asdf qwer"), LABELS);

        assertThat(clear).isSortedAccordingTo((a, b) -> Double.compare(b.probability(), a.probability()));
        assertThat(sum(clear)).isBetween(0.95, 1.0);
        assertThat(sum(nothing)).isLessThan(0.8);
    }

    @Test
    void sentenceThatMatters_isFoundAmongCourtesies() {
        assertThat(rank("Good morning, I hope you are well. I have been with you for ten years and never wrote. "
                                + "I left my glasses on bus 12 yesterday. Have a nice weekend and many greetings.")
                        .label())
                .isEqualTo("lost_item");
    }

    @Test
    void nearestPhrases_areOfTheDescriptions() {
        assertThat(rank("is the night bus running on Sunday?").nearest())
                .containsExactly("is the night bus running", "when the next train or bus leaves");
    }

    private static double sum(List<Ranked> ranked) {
        return ranked.stream().mapToDouble(Ranked::probability).sum();
    }

    private static Ranked rank(String text) {
        return scorer.rank(CaseText.of(text), LABELS).getFirst();
    }

    private static LabelProfile label(String name, String... phrases) {
        return new LabelProfile(name, List.of(String.join("; ", phrases)), List.of(phrases), List.of());
    }
}
