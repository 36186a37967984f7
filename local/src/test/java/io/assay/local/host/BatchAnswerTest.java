package io.assay.local.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BatchAnswerTest {

    private static final Set<String> IDS = Set.of("1", "2");

    @Test
    void emptyAnswers_areASuccess() {
        for (String answer :
                new String[] {"", "null", "{}", "{\"batchItemFailures\":[]}", "{\"batchItemFailures\":null}"}) {
            assertThat(failed(answer)).as(answer).isEmpty();
        }
    }

    @Test
    void namedItems_fail() {
        assertThat(failed("{\"batchItemFailures\":[{\"itemIdentifier\":\"2\"}]}"))
                .containsExactly("2");
    }

    @Test
    void answerThatCannotBeRead_failsTheWholeBatch() {
        for (String answer : new String[] {
            "no json",
            "{\"batchItemFailures\":[{\"itemIdentifier\":\"\"}]}",
            "{\"batchItemFailures\":[{\"itemIdentifier\":null}]}",
            "{\"batchItemFailures\":[{\"item\":\"1\"}]}",
            "{\"batchItemFailures\":[{\"itemIdentifier\":\"9\"}]}"
        }) {
            assertThat(failed(answer)).as(answer).isEqualTo(IDS);
        }
    }

    @Test
    void errorAndTimeout_failTheWholeBatch() {
        assertThat(BatchAnswer.of(new InvocationResult.FunctionError("E", "m"), IDS, false)
                        .failed())
                .isEqualTo(IDS);
        assertThat(BatchAnswer.of(new InvocationResult.TimedOut(Duration.ofSeconds(1)), IDS, false)
                        .failed())
                .isEqualTo(IDS);
    }

    private static Set<String> failed(String answer) {
        return BatchAnswer.of(new InvocationResult.Answered(answer.getBytes(StandardCharsets.UTF_8)), IDS, true)
                .failed();
    }
}
