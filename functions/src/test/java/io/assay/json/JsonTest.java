package io.assay.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.core.CanonicalJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @Test
    void eachKind_isReadAsItsJavaType() throws IOException {
        String text = " {\"b\":[1, 3000000000, 1.5, true, false, null, \"x\\u20ac\"], \"a\":{}} ";
        Map<String, Object> object = Json.object(text);

        assertThat(object.keySet()).containsExactly("b", "a");
        assertThat(object.get("b"))
                .isEqualTo(Arrays.asList(1, 3_000_000_000L, new BigDecimal("1.5"), true, false, null, "x€"));
        assertThat(object.get("a")).isEqualTo(Map.of());
        assertThat(Json.object(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(object);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                          | not a JSON object",
                "[]                          | not a JSON object",
                "\"secret\"                  | not a JSON object",
                "null                        | not a JSON object",
                "{\"secret\":1,\"secret\":2} | JSON with a field given twice at line 1, column 13",
                "{\"a\":{\"b\":1,\"b\":1}}   | JSON with a field given twice",
                "{\"a\":\"secret\"} {}       | more than one JSON value",
                "{\"a\":1}]                  | not valid JSON at line 1, column 8",
                "{\"a\":secret}              | not valid JSON at line 1, column",
                "{\"a\":1,}                  | not valid JSON",
                "{'a':1}                     | not valid JSON",
                "{a:1}                       | not valid JSON",
                "{\"a\":1 /* secret */}      | not valid JSON",
                "{\"a\":01}                  | not valid JSON",
                "{\"a\":+1}                  | not valid JSON",
                "{\"a\":.5}                  | not valid JSON",
                "{\"a\":NaN}                 | not valid JSON",
                "{\"a\":Infinity}            | not valid JSON",
                "{\"a\":\"sec                | not valid JSON",
                "{\"a\":[1,2                 | not valid JSON",
                "{\"a\"                      | not valid JSON",
                "{\"a\":\"\\x\"}             | not valid JSON",
                "{\"a\":\"secret\\ud800\"}   | JSON with text that holds half a surrogate pair",
                "{\"\\udc00\":\"secret\"}    | not valid JSON",
                "{\"\\ud800\":\"secret\"}    | not valid JSON",
                "{\"a\":9007199254740993}    | JSON with a whole number beyond ±2^53: send it as text",
                "{\"a\":-9007199254740993}   | JSON with a whole number beyond ±2^53: send it as text",
                "{\"a\":-9223372036854775808}| JSON with a whole number beyond ±2^53: send it as text",
                "{\"a\":99999999999999999999}| JSON with a whole number beyond ±2^53: send it as text",
                "{\"a\":1e20}                | JSON with a whole number beyond ±2^53: send it as text",
                "{\"a\":-9007199254740994.0} | JSON with a whole number beyond ±2^53: send it as text",
                "{\"a\":1e400}               | JSON with a number beyond what a double holds: send it as text",
                "{\"a\":1e-400}              | JSON with a number beyond what a double holds: send it as text",
                "{\"a\":1e-999999999}        | JSON with a number beyond what a double holds: send it as text",
                "{\"a\":-1e400}              | JSON with a number beyond what a double holds: send it as text",
            })
    void whatIsNoStrictJsonObject_isRefusedWithoutQuotingIt(String text, String message) {
        assertThatThrownBy(() -> Json.object(text))
                .isInstanceOf(MalformedJson.class)
                .hasMessageStartingWith(message)
                .message()
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 63, 64})
    void nestingUpToTheBound_isRead(int depth) {
        assertThat(Json.object(nested(depth))).hasSize(depth == 1 ? 0 : 1);
    }

    @Test
    void nestingBeyondTheBound_isRefused() {
        for (String text : List.of(nested(65), nested(100_000))) {
            assertThatThrownBy(() -> Json.object(text))
                    .isInstanceOf(MalformedJson.class)
                    .hasMessageStartingWith("JSON nested too deep");
        }
    }

    @Test
    void numberOfTooManyDigits_isRefused() {
        assertThatThrownBy(() -> Json.object("{\"a\":0." + "1".repeat(100) + "}"))
                .isInstanceOf(MalformedJson.class)
                .hasMessageStartingWith("JSON nested too deep or with too long a number");
    }

    @Test
    void bytesThatAreNotUtf8_areRefused() {
        byte[] bytes = "{\"a\":\"x\"}".getBytes(StandardCharsets.UTF_8);
        bytes[6] = (byte) 0xff;
        assertThatThrownBy(() -> Json.object(bytes)).isInstanceOf(MalformedJson.class);

        byte[] surrogate = {'{', '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"', ':', '1', '}'};
        assertThatThrownBy(() -> Json.object(surrogate)).isInstanceOf(MalformedJson.class);
    }

    @Test
    void streamThatCannotBeRead_saysSo() throws IOException {
        InputStream closed = InputStream.nullInputStream();
        closed.close();
        assertThatThrownBy(() -> Json.object(closed)).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":9007199254740992}",
                "{\"a\":-9007199254740992}",
                "{\"a\":9007199254740992.0}",
                "{\"a\":1e15}",
                "{\"a\":1e21}",
                "{\"a\":-1.7976931348623157e308}",
                "{\"a\":5e-324}",
                "{\"a\":-0}",
                "{\"a\":-0.0}",
                "{\"a\":\"\\ud83d\\ude00\"}",
            })
    void whatIsRead_canBeWrittenCanonicallyAndReadAgain(String text) {
        String canonical = CanonicalJson.text(Json.object(text));

        assertThat(CanonicalJson.text(Json.object(canonical))).isEqualTo(canonical);
    }

    private static String nested(int depth) {
        return "{\"a\":".repeat(depth - 1) + "{}" + "}".repeat(depth - 1);
    }
}
