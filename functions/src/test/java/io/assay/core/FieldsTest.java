package io.assay.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FieldsTest {

    private static Fields of(Object value) {
        return new Fields(Map.of("f", value));
    }

    static Stream<Arguments> wrongKinds() {
        return Stream.of(
                wrong(5, f -> f.text("f"), "field f is not text"),
                wrong("5", f -> f.whole("f"), "field f is not a whole number"),
                wrong(5.5, f -> f.whole("f"), "field f is not a whole number"),
                wrong(1e300, f -> f.optionalWhole("f"), "field f is not a whole number"),
                wrong(4_294_967_297L, f -> f.whole("f"), "field f is not a whole number below 2^31"),
                wrong("x", f -> f.number("f"), "field f is not a number"),
                wrong("true", f -> f.truth("f"), "field f is not true or false"),
                wrong("yesterday", f -> f.instant("f"), "field f is not a time (ISO 8601, UTC)"),
                wrong("No Label", f -> f.label("f"), "field f is not a label"),
                wrong("No Label", f -> f.optionalLabel("f"), "field f is not a label"),
                wrong("XXXX", f -> f.currency("f"), "field f is not a currency (ISO 4217)"),
                wrong("1,5", f -> f.decimal("f"), "field f is not a decimal number, as text"),
                wrong("x", f -> f.parsed("f", "a duration", Duration::parse), "field f is not a duration"),
                wrong(
                        "Pilot",
                        f -> f.word("f", Phase.class),
                        "field f is not one of baseline, pilot, expand, replicate"),
                wrong("5 USD", f -> f.money("f"), "field f is not an object"),
                wrong(List.of(), f -> f.fields("f"), "field f is not an object"),
                wrong(Map.of(), f -> f.list("f"), "field f is not a list"),
                wrong(List.of(Map.of(), 1), f -> f.list("f"), "field f holds something else than objects"),
                wrong("x", f -> f.texts("f"), "field f is not a list"),
                wrong(List.of("x", 1), f -> f.texts("f"), "field f holds something else than texts"),
                wrong(Map.of("amount", "x", "currency", "USD"), f -> f.money("f"), "field amount is not a decimal"),
                wrong(Map.of("amount", "1", "currency", "x"), f -> f.money("f"), "field currency is not a currency"));
    }

    private static Arguments wrong(Object value, Function<Fields, Object> read, String message) {
        return Arguments.of(value, read, message);
    }

    @ParameterizedTest
    @MethodSource("wrongKinds")
    void fieldOfAnotherKind_isNamed(Object value, Function<Fields, Object> read, String message) {
        assertThatThrownBy(() -> read.apply(of(value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }

    static Stream<Function<Fields, Object>> required() {
        return Stream.of(
                f -> f.text("f"),
                f -> f.whole("f"),
                f -> f.number("f"),
                f -> f.truth("f"),
                f -> f.instant("f"),
                f -> f.label("f"),
                f -> f.currency("f"),
                f -> f.decimal("f"),
                f -> f.money("f"),
                f -> f.fields("f"),
                f -> f.word("f", Phase.class));
    }

    @ParameterizedTest
    @MethodSource("required")
    void missingField_isNamed(Function<Fields, Object> read) {
        Map<String, Object> jsonNull = new HashMap<>(Map.of("f", 1));
        jsonNull.replaceAll((key, value) -> null);
        for (Fields fields : List.of(new Fields(Map.of("other", 1)), new Fields(jsonNull))) {
            assertThatThrownBy(() -> read.apply(fields))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("field f is missing");
        }
    }

    @Test
    void missingOptionalField_isEmpty() {
        Fields none = new Fields(Map.of());
        assertThat(Stream.of(
                        none.optionalText("f"),
                        none.optionalWhole("f"),
                        none.optionalNumber("f"),
                        none.optionalTruth("f"),
                        none.optionalLabel("f"),
                        none.optionalFields("f"),
                        none.optionalMap("f")))
                .allMatch(Optional::isEmpty);
        assertThat(none.list("f")).isEmpty();
        assertThat(none.texts("f")).isEmpty();
    }

    @Test
    void fieldOfItsKind_isRead() {
        assertThat(of("x").text("f")).isEqualTo("x");
        assertThat(of(7).whole("f")).isEqualTo(7);
        assertThat(of(7.0).whole("f")).isEqualTo(7);
        assertThat(of(9_007_199_254_740_992L).optionalWhole("f")).contains(9_007_199_254_740_992L);
        assertThat(of(1).number("f")).isEqualTo(1.0);
        assertThat(of(true).truth("f")).isTrue();
        assertThat(of("2026-03-01T08:00:00Z").instant("f")).isEqualTo(Instant.parse("2026-03-01T08:00:00Z"));
        assertThat(of("a-1").label("f")).isEqualTo(new Label("a-1"));
        assertThat(of("EUR").currency("f").getCurrencyCode()).isEqualTo("EUR");
        assertThat(of("0.10").decimal("f")).isEqualTo(new BigDecimal("0.10"));
        assertThat(of(Map.of("amount", "0.10", "currency", "EUR")).money("f")).isEqualTo(Money.of("0.10", "EUR"));
        assertThat(of("pilot").word("f", Phase.class)).isEqualTo(Phase.PILOT);
        assertThat(of(List.of("a", "b")).texts("f")).containsExactly("a", "b");
        assertThat(of(List.of(Map.of("g", "x"))).list("f").getFirst().text("g")).isEqualTo("x");
    }

    @Test
    void writer_leavesOutWhatIsEmptyAndKeepsTheOrder() {
        Map<String, Object> written = Fields.write()
                .put("b", 1)
                .put("empty", Optional.empty())
                .put("a", Optional.of("x"))
                .put("null", null)
                .done();

        assertThat(written.keySet()).containsExactlyElementsOf(Arrays.asList("b", "a"));
        assertThat(written).containsEntry("a", "x");
        assertThatThrownBy(() -> written.put("c", 2)).isInstanceOf(UnsupportedOperationException.class);
    }
}
