package io.assay.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "0", "legal-or-safety", "tier-2", "a--b"})
    void lowerCaseLettersDigitsAndHyphens_areALabel(String text) {
        assertThat(new Label(text)).hasToString(text);
    }

    static Stream<String> others() {
        return Stream.of("", "-a", "Legal", "a b", "a_b", "é", "a\n", "a".repeat(65));
    }

    @ParameterizedTest
    @MethodSource("others")
    void otherShape_isRefusedWithoutQuotingIt(String text) {
        assertThatThrownBy(() -> new Label(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not a label (lower-case letters, digits, hyphens; 1 to 64 characters)");
    }

    @Test
    void labels_sortByText() {
        assertThat(Stream.of("b", "a", "10", "9").map(Label::new).sorted().map(Label::value))
                .containsExactly("10", "9", "a", "b");
        assertThat(new Label("a".repeat(64)).value()).hasSize(64);
    }
}
