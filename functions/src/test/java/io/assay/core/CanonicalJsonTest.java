package io.assay.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.assay.json.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {

    @ParameterizedTest
    @ValueSource(strings = {"arrays", "french", "structures", "unicode", "values", "weird"})
    void referenceVector_hasItsCanonicalForm(String name) throws IOException {
        String data = System.getenv("ASSAY_DATA");
        assumeTrue(data != null, "set ASSAY_DATA to the folder that holds vectors/jcs (test data of RFC 8785)");
        Path vectors = Path.of(data, "vectors", "jcs", "testdata");
        assumeTrue(Files.isDirectory(vectors), () -> "no RFC 8785 test data under ASSAY_DATA: " + vectors);
        String input = Files.readString(vectors.resolve("input").resolve(name + ".json"));
        String output = Files.readString(vectors.resolve("output").resolve(name + ".json"));

        // read inside an object, for some of the vectors are arrays
        assertThat(CanonicalJson.text(Json.object("{\"v\":" + input + "}"))).isEqualTo("{\"v\":" + output + "}");
    }

    @ParameterizedTest
    @CsvSource({
        "0.0, 0",
        "-0.0, 0",
        "1.0, 1",
        "-1.5, -1.5",
        "0.1, 0.1",
        "0.30000000000000004, 0.30000000000000004",
        "4.50, 4.5",
        "0.000001, 0.000001",
        "0.0000012345, 0.0000012345",
        "1e-7, 1e-7",
        "1.5e-7, 1.5e-7",
        "-1.25e-9, -1.25e-9",
        "100.0, 100",
        "123456789.125, 123456789.125",
        "9007199254740992.0, 9007199254740992",
        "1e20, 100000000000000000000",
        "123456789012345680000.0, 123456789012345680000",
        "999999999999999900000.0, 999999999999999900000",
        "1e21, 1e+21",
        "1.2e21, 1.2e+21",
        "333333333.33333329, 333333333.3333333",
        "1e23, 1e+23",
        "2e23, 2e+23",
        "9.5367431640625e-7, 9.5367431640625e-7",
        "1.7976931348623157e308, 1.7976931348623157e+308",
        "2.2250738585072014e-308, 2.2250738585072014e-308",
        "4.9e-324, 5e-324",
        "9.9e-324, 1e-323",
        "4.9e-323, 5e-323",
        "2.5e-323, 2.5e-323",
    })
    void number_isWrittenAsEcmaScriptWritesIt(double number, String text) {
        assertThat(CanonicalJson.text(number)).isEqualTo(text);
        assertThat(Double.parseDouble(CanonicalJson.text(number))).isEqualTo(number);
    }

    @Test
    void smallestNumbers_haveTheFewestDigitsThatReadBack() {
        for (long units = 1; units <= 400; units++) {
            double number = Double.longBitsToDouble(units);
            String text = CanonicalJson.text(number);
            assertThat(Double.parseDouble(text)).as(text).isEqualTo(number);
            int digits = text.replaceAll("e.*", "").replace(".", "").length();
            if (digits > 1) {
                String shorter = "%." + (digits - 2) + "e";
                assertThat(Double.parseDouble(String.format(Locale.ROOT, shorter, new BigDecimal(number))))
                        .as("%s with a digit less", text)
                        .isNotEqualTo(number);
            }
        }
    }

    @Test
    void wholeNumbers_areExactUpTo2To53() {
        assertThat(CanonicalJson.text(9007199254740992L)).isEqualTo("9007199254740992");
        assertThat(CanonicalJson.text(-9007199254740992L)).isEqualTo("-9007199254740992");
        for (long beyond : new long[] {9007199254740993L, -9007199254740993L, Long.MAX_VALUE, Long.MIN_VALUE}) {
            assertThatThrownBy(() -> CanonicalJson.text(beyond))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("2^53");
        }
    }

    @Test
    void eachJsonKind_isWrittenWithoutSpace() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("b", List.of(1, 2L, 2.5, new BigDecimal("0.10"), true, false, "x"));
        map.put("a", Map.of());
        List<Object> withNull = new ArrayList<>();
        withNull.add(null);
        map.put("", withNull);

        assertThat(CanonicalJson.text(map)).isEqualTo("{\"\":[null],\"a\":{},\"b\":[1,2,2.5,0.1,true,false,\"x\"]}");
    }

    @Test
    void keys_areSortedByUtf16CodeUnits() {
        // U+1F600 is D83D DE00 in UTF-16, so it comes before U+FB33, though its code point is greater
        assertThat(CanonicalJson.text(Map.of("\uFB33", 1, "\uD83D\uDE00", 2, "a", 3, "A", 4, "10", 5, "9", 6)))
                .isEqualTo("{\"10\":5,\"9\":6,\"A\":4,\"a\":3,\"\uD83D\uDE00\":2,\"\uFB33\":1}");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "8, \\b",
                "9, \\t",
                "10, \\n",
                "12, \\f",
                "13, \\r",
                "34, \\\"",
                "92, \\\\",
                "0, \\u0000",
                "31, \\u001f",
            })
    void characterThatNeedsIt_isEscaped(int character, String escaped) {
        assertThat(CanonicalJson.text(String.valueOf((char) character))).isEqualTo("\"" + escaped + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "\u007f", "é", "\u2028", "€", "\uD83D\uDE00"})
    void everyOtherCharacter_standsForItself(String text) {
        assertThat(CanonicalJson.text(text)).isEqualTo("\"" + text + "\"");
        assertThat(CanonicalJson.bytes(text)).isEqualTo(History.utf8("\"" + text + "\""));
    }

    static Stream<Object> loneSurrogates() {
        return Stream.of("\uD800", "a\uD800b", "\uDC00", "\uDE00\uD83D", Map.of("\uD800", 1));
    }

    @ParameterizedTest
    @MethodSource("loneSurrogates")
    void loneSurrogate_isRefused(Object value) {
        assertThatThrownBy(() -> CanonicalJson.text(value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("lone surrogate");
    }

    @Test
    void numberThatIsNotFinite_isRefused() {
        for (Object number : List.of(Double.NaN, Double.POSITIVE_INFINITY, -1 / 0.0, new BigDecimal("1e400"))) {
            assertThatThrownBy(() -> CanonicalJson.text(number))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("finite");
        }
    }

    @Test
    void valueOfNoJsonKind_isRefusedByItsClass() {
        assertThatThrownBy(() -> CanonicalJson.text(List.of('c')))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no JSON kind: java.lang.Character");
    }
}
