package io.assay.local.assess.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.core.Label;
import java.util.List;
import org.junit.jupiter.api.Test;

class PromptLabelsTest {

    @Test
    void labels_areSpelledAsThePipelineDoesAndStayApart() {
        PromptLabels labels = PromptLabels.of(List.of("card_arrival", "Card arrival", "¿?", "top-up", "x".repeat(90)));

        assertThat(labels.names())
                .extracting(Label::value)
                .containsExactly("card-arrival", "label-2", "label-3", "top-up", "x".repeat(60));
        assertThat(labels.place("top-up")).isEqualTo(3);
        assertThat(labels.place("other")).isEqualTo(-1);
    }
}
