package io.assay.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.core.CaseEvent;
import io.assay.core.Label;
import io.assay.core.ModelAnswer;
import io.assay.core.Usage;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AnswersTest {

    private static ModelAnswer.ToolUse decide(Object... fields) {
        Map<String, Object> input = new HashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            input.put((String) fields[i], fields[i + 1]);
        }
        return new ModelAnswer.ToolUse("decide", input);
    }

    private static CaseEvent.Predicted read(String stop, Optional<String> text, ModelAnswer.ToolUse... uses) {
        return Answers.predicted(
                SampleWorkflow.withTools(true),
                new ModelAnswer.Answered(List.of(uses), text, stop, new Usage(1000, 50), Duration.ofMillis(120)));
    }

    @Test
    void answerOnTheSchema_isReadWithItsExactCost() {
        CaseEvent.Predicted predicted = read(
                "tool_use", Optional.empty(), decide("label", "pay", "confidence", 0.9, "rationale", "Paid twice"));

        assertThat(predicted.label()).contains(new Label("pay"));
        assertThat(predicted.confidence().orElseThrow().value()).isEqualTo(0.9);
        assertThat(predicted.problem()).isEmpty();
        assertThat(predicted.rationale()).contains("Paid twice");
        assertThat(predicted.cost().plain()).isEqualTo("0.000042"); // (1000·0.035 + 50·0.14) / 10^6
    }

    static Stream<Arguments> offTheSchema() {
        return Stream.of(
                Arguments.of("tools instead of one", "end_turn", List.of()),
                Arguments.of("tools instead of one", "tool_use", List.of(decide(), decide())),
                Arguments.of("does not exist", "tool_use", List.of(new ModelAnswer.ToolUse("act", Map.of()))),
                Arguments.of("no label", "tool_use", List.of(decide("confidence", 0.9))),
                Arguments.of("no label", "tool_use", List.of(decide("label", 7.0, "confidence", 0.9))),
                Arguments.of("none of the workflow's", "tool_use", List.of(decide("label", "PAY", "confidence", 0.9))),
                Arguments.of("no number", "tool_use", List.of(decide("label", "pay"))),
                Arguments.of("no number", "tool_use", List.of(decide("label", "pay", "confidence", "NaN"))),
                Arguments.of("outside [0, 1]", "tool_use", List.of(decide("label", "pay", "confidence", 1.7))),
                Arguments.of("outside [0, 1]", "tool_use", List.of(decide("label", "pay", "confidence", -0.1))),
                Arguments.of("outside [0, 1]", "tool_use", List.of(decide("label", "pay", "confidence", Double.NaN))),
                Arguments.of("cut off", "max_tokens", List.of(decide("label", "pay", "confidence", 0.9))));
    }

    @ParameterizedTest
    @MethodSource("offTheSchema")
    void answerOffTheSchema_hasNoLabelAndSaysWhy(String why, String stop, List<ModelAnswer.ToolUse> uses) {
        CaseEvent.Predicted predicted = read(stop, Optional.of("plain text"), uses.toArray(ModelAnswer.ToolUse[]::new));

        assertThat(predicted.label()).isEmpty();
        assertThat(predicted.confidence()).isEmpty();
        assertThat(predicted.problem().orElseThrow()).contains(why);
        assertThat(predicted.usage().inputTokens()).isEqualTo(1000); // it cost money all the same
    }

    @Test
    void plainJsonOfAModelWithoutTools_isRead() {
        CaseEvent.Predicted predicted = Answers.predicted(
                SampleWorkflow.withTools(false),
                new ModelAnswer.Answered(
                        List.of(),
                        Optional.of(" {\"label\":\"refuse\",\"confidence\":0.5,\"rationale\":\"x\"} "),
                        "end_turn",
                        new Usage(1, 1),
                        Duration.ZERO));

        assertThat(predicted.label()).contains(new Label("refuse"));
    }

    @Test
    void longRationale_isCut() {
        CaseEvent.Predicted predicted = read(
                "tool_use", Optional.empty(), decide("label", "pay", "confidence", 1.0, "rationale", "x".repeat(9000)));

        assertThat(predicted.rationale().orElseThrow()).hasSize(Answers.MAX_RATIONALE);
    }

    @Test
    void rationaleCutInsideACharacter_losesTheWholeCharacter() {
        CaseEvent.Predicted predicted = read(
                "tool_use",
                Optional.empty(),
                decide("label", "pay", "confidence", 1.0, "rationale", "x".repeat(499) + "\uD83D\uDE00"));

        assertThat(predicted.rationale()).contains("x".repeat(499));
    }

    @Test
    void loneSurrogateInARationale_isReplacedSoThatTheAnswerCanBeStored() {
        CaseEvent.Predicted predicted = read(
                "tool_use", Optional.empty(), decide("label", "pay", "confidence", 1.0, "rationale", "bad \uD83D end"));

        assertThat(predicted.rationale()).contains("bad ? end");
    }
}
