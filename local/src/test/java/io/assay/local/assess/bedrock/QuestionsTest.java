package io.assay.local.assess.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.core.ModelAnswer;
import io.assay.core.ModelCall;
import io.assay.core.Usage;
import io.assay.core.verdict.ModelPrices;
import io.assay.core.verdict.TokenUsage;
import io.assay.local.assess.files.InputProblem;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuestionsTest {
    /** A dollar a thousand tokens in, none out. */
    private static final ModelPrices PRICES = new ModelPrices(
            "model",
            "us-east-1",
            new ModelPrices.TokenPrices(
                    OptionalDouble.of(1_000), OptionalDouble.of(0), OptionalDouble.empty(), OptionalDouble.empty()),
            new ModelPrices.Cache(Optional.empty(), OptionalInt.empty()),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            LocalDate.of(2026, 12, 1),
            URI.create("https://prices.example"));

    @TempDir
    Path folder;

    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void replies_comeInTheOrderOfTheCalls() {
        List<Reply> replies = questions(100, this::echo).ask(calls(40), way());

        assertThat(replies)
                .extracting(Reply::label)
                .containsExactlyElementsOf(
                        calls(40).stream().map(ModelCall::user).toList());
    }

    @Test
    void whatWasAnswered_isNotAskedAgain() throws IOException {
        questions(100, this::echo).ask(calls(10), way());
        // as if the machine had gone down in the middle of a line
        Files.writeString(folder.resolve("answers.jsonl"), "{\"key\":\"ab", StandardOpenOption.APPEND);

        List<Reply> replies = questions(0, this::echo).ask(calls(10), way());

        assertThat(asked).hasValue(10);
        assertThat(replies).extracting(Reply::label).contains("q3");
        assertThat(Files.readString(folder.resolve("answers.jsonl"))).doesNotContain("system");
    }

    @Test
    void aBudgetThatIsSpent_stopsBeforeTheNextQuestion() {
        Ledger ledger = new Ledger(0.1);

        assertThatThrownBy(() -> questions(ledger, this::echo).ask(calls(200), way()))
                .isInstanceOf(InputProblem.class)
                .hasMessageContaining("--budget");

        assertThat(ledger.spent()).isPositive().isLessThanOrEqualTo(0.1);
        assertThat(asked.get()).isLessThan(200);
    }

    @Test
    void aThrottledModel_isAskedAgain() {
        Map<String, Integer> tries = new ConcurrentHashMap<>();

        List<Reply> replies = questions(
                        100,
                        call -> tries.merge(call.user(), 1, Integer::sum) < 4
                                ? new ModelAnswer.Unavailable(ModelAnswer.Cause.THROTTLED, "slow down")
                                : echo(call))
                .ask(calls(20), way());

        assertThat(replies).hasSize(20);
        assertThat(tries.values()).containsOnly(4);
    }

    @Test
    void aModelThatNeverAnswers_endsWithWhatToDo() {
        assertThatThrownBy(() -> questions(
                                100, call -> new ModelAnswer.Unavailable(ModelAnswer.Cause.UNAVAILABLE, "down"))
                        .ask(calls(1), way()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("run this again");
    }

    @Test
    void aModelThatRefuses_isWrongInput() {
        assertThatThrownBy(() -> questions(100, call -> new ModelAnswer.Refused("ValidationException"))
                        .ask(calls(1), way()))
                .isInstanceOf(InputProblem.class)
                .hasMessageContaining("ValidationException");
    }

    @Test
    void cachedTokens_countAsInput() {
        Reply reply = questions(
                        100,
                        call -> new ModelAnswer.Answered(
                                List.of(),
                                Optional.of("a"),
                                "end_turn",
                                new Usage(5, 1),
                                new ModelAnswer.Cached(70, 20),
                                Duration.ZERO))
                .ask(calls(1), way())
                .getFirst();

        assertThat(reply.usage()).isEqualTo(new TokenUsage(95, 70, 20, 1, 0));
    }

    private ModelAnswer echo(ModelCall call) {
        asked.incrementAndGet();
        return new ModelAnswer.Answered(
                List.of(), Optional.of(call.user()), "end_turn", new Usage(2, 1), Duration.ZERO);
    }

    private Questions questions(double budget, Function<ModelCall, ModelAnswer> model) {
        return questions(new Ledger(budget), model);
    }

    private Questions questions(Ledger ledger, Function<ModelCall, ModelAnswer> model) {
        return new Questions(model, new AnswerFile(folder), ledger, Duration.ZERO);
    }

    private static Questions.Way way() {
        return new Questions.Way(
                PRICES, (answer, usage) -> new Reply(answer.text().orElse(""), 0.5, usage), UnaryOperator.identity());
    }

    private static List<ModelCall> calls(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new ModelCall("model", "system", "q" + i, Optional.empty(), 10, 0))
                .toList();
    }
}
