package io.assay.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class PartialBatchTest {
    private static final String EVENT = """
            {"Records":[{"messageId":"1","body":"a"},{"messageId":"2","body":"b"},{"messageId":"3","body":"c"}]}
            """;

    @Test
    void aMessageThatFails_failsAlone() throws IOException {
        assertThat(results(new IllegalStateException("b"))).containsExactly("1 A", "2 failed", "3 C");
    }

    @Test
    void aMessageThatMeetsAnError_failsAlone() throws IOException {
        assertThat(results(new StackOverflowError("b"))).containsExactly("1 A", "2 failed", "3 C");
    }

    private static List<String> results(Throwable ofTheSecond) throws IOException {
        PartialBatch batch = PartialBatch.of(new ByteArrayInputStream(EVENT.getBytes(StandardCharsets.UTF_8)));
        return batch
                .each(
                        message -> {
                            if (message.text("body").equals("b")) {
                                fail(ofTheSecond);
                            }
                            return message.text("body").toUpperCase(Locale.ROOT);
                        },
                        "failed")
                .stream()
                .map(done -> done.messageId() + " " + done.result())
                .toList();
    }

    private static void fail(Throwable with) {
        if (with instanceof Error error) throw error;
        throw (RuntimeException) with;
    }
}
