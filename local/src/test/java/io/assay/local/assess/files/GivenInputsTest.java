package io.assay.local.assess.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.core.verdict.Estimate;
import io.assay.core.verdict.Input;
import io.assay.core.verdict.Inputs;
import io.assay.core.verdict.Quantity;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GivenInputsTest {
    private static final Inputs REFERENCE = Inputs.reference(Set.of("tuned"));

    private static GivenInputs months(String text) {
        return new GivenInputs(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(text));
    }

    @ParameterizedTest
    @CsvSource({
        "20000, 20000, 20000, 20000",
        "0.5..1.5, 0.5, 1.0, 1.5",
        "1..2..9, 1, 2, 9",
        "1e3..2e3, 1000, 1500, 2000",
        "' 7 ', 7, 7, 7",
        "5..5, 5, 5, 5"
    })
    void text_becomesAnEstimate(String text, double low, double likely, double high) {
        assertThat(EstimateText.parse("--volume", text))
                .isEqualTo(new Estimate(low, likely, high, Estimate.Source.GIVEN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "many",
                "20,000",
                "20k",
                "-5",
                "1-3",
                "1...3",
                "1..2..3..4",
                "NaN",
                "1..",
                "9..1",
                "1..9..5",
                "1e999"
            })
    void otherText_isRefused(String text) {
        assertThatThrownBy(() -> EstimateText.parse("--volume", text))
                .isInstanceOf(InputProblem.class)
                .hasMessageStartingWith("--volume: ");
    }

    @Test
    void minutes_areOfEveryKindOfCase() {
        Inputs inputs = new GivenInputs(
                        Optional.of("10000"),
                        Optional.of("2..4"),
                        Optional.of("30"),
                        Optional.of("5..10..50"),
                        Optional.empty())
                .over(REFERENCE);

        Estimate minutes = new Estimate(2, 3, 4, Estimate.Source.GIVEN);
        assertThat(inputs.of(Input.of(Quantity.MINUTES_FROM_SCRATCH))).contains(minutes);
        assertThat(inputs.of(Input.of(Quantity.MINUTES_ESCALATED))).contains(minutes);
        assertThat(inputs.of(Input.of(Quantity.MINUTES_BLIND))).contains(minutes);
        assertThat(inputs.likely().volume()).isEqualTo(10_000);
        assertThat(inputs.likely().of(Quantity.HORIZON)).isEqualTo(24);
        assertThat(inputs.isReference()).isFalse();
    }

    @Test
    void noFlag_leavesTheReference() {
        assertThat(GivenInputs.NONE.over(REFERENCE)).isEqualTo(REFERENCE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "601", "0.5..12"})
    void monthsOutOfBounds_areRefused(String text) {
        assertThatThrownBy(() -> months(text).over(REFERENCE))
                .isInstanceOf(InputProblem.class)
                .hasMessageContaining("--months: is outside what makes sense, 1 to 600 months");
    }
}
