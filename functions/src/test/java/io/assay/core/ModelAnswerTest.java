package io.assay.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ModelAnswerTest {

    @Test
    void answer_keepsTheCallsThatItWasGiven() {
        List<ModelAnswer.ToolUse> uses = new ArrayList<>();
        uses.add(new ModelAnswer.ToolUse("decide", Map.of("label", "billing")));
        ModelAnswer.Answered answer =
                new ModelAnswer.Answered(uses, Optional.empty(), "tool_use", new Usage(1, 1), Duration.ZERO);
        uses.clear();

        assertThat(answer.toolUses()).extracting(ModelAnswer.ToolUse::name).containsExactly("decide");
    }
}
