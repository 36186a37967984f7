package io.assay.core;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * JSON in the canonical form of RFC 8785: sorted keys (by UTF-16 code units), no white space, numbers as ECMAScript
 * writes them (ECMA-262, Number::toString). Values are maps with text keys, lists, texts, numbers, truth values, null.
 */
public final class CanonicalJson {
    private static final long EXACT = 1L << 53;

    private CanonicalJson() {}

    public static byte[] bytes(Object value) {
        return text(value).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * @throws IllegalArgumentException if a number is not finite or a whole number lies beyond ±2^53, if a text holds a
     *     lone surrogate, or a value is of no JSON kind
     */
    public static String text(Object value) {
        StringBuilder out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    private static void write(@Nullable Object value, StringBuilder out) {
        switch (value) {
            case null -> out.append("null");
            case Boolean truth -> out.append(truth.booleanValue());
            case String text -> quote(text, out);
            case Integer whole -> out.append(whole.intValue());
            case Long whole -> {
                if (whole > EXACT || whole < -EXACT) {
                    throw new IllegalArgumentException("whole number beyond ±2^53");
                }
                out.append(whole.longValue());
            }
            case Double number -> number(number, out);
            case BigDecimal number -> number(number.doubleValue(), out);
            case Map<?, ?> map -> object(map, out);
            case List<?> list -> {
                out.append('[');
                String comma = "";
                for (Object element : list) {
                    out.append(comma);
                    write(element, out);
                    comma = ",";
                }
                out.append(']');
            }
            default ->
                throw new IllegalArgumentException(
                        "no JSON kind: " + value.getClass().getName());
        }
    }

    private static void object(Map<?, ?> map, StringBuilder out) {
        TreeMap<String, Object> sorted = new TreeMap<>();
        map.forEach((key, value) -> sorted.put((String) key, value));
        out.append('{');
        String comma = "";
        for (Map.Entry<String, Object> entry : sorted.entrySet()) {
            out.append(comma);
            quote(entry.getKey(), out);
            out.append(':');
            write(entry.getValue(), out);
            comma = ",";
        }
        out.append('}');
    }

    private static void quote(String text, StringBuilder out) {
        int plain = plain(text);
        out.append('"').append(text, 0, plain);
        for (int i = plain; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x20) {
                        out.append("\\u00").append(c < 0x10 ? "0" : "").append(Integer.toHexString(c));
                    } else if (Character.isSurrogate(c)) {
                        if (!Character.isHighSurrogate(c)
                                || i + 1 == text.length()
                                || !Character.isLowSurrogate(text.charAt(i + 1))) {
                            throw new IllegalArgumentException("text with a lone surrogate");
                        }
                        out.append(c).append(text.charAt(++i));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    /** How many characters stand for themselves before the first that may not: mostly all. */
    private static int plain(String text) {
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c < 0x20 || c == '"' || c == '\\' || Character.isSurrogate(c)) {
                break;
            }
            i++;
        }
        return i;
    }

    /** Number::toString: the shortest digits, with an exponent from 1e21 and below 1e-6. */
    private static void number(double number, StringBuilder out) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            throw new IllegalArgumentException("not a finite number");
        }
        if (number == 0) {
            out.append('0'); // −0 too
            return;
        }
        if (number < 0) {
            out.append('-');
        }
        BigDecimal shortest = shortest(Math.abs(number));
        String digits = shortest.unscaledValue().toString();
        int point = digits.length() - shortest.scale(); // position of the point, n in ECMA-262
        if (point > 21 || point < -5) {
            out.append(digits.charAt(0));
            if (digits.length() > 1) {
                out.append('.').append(digits, 1, digits.length());
            }
            out.append(point > 0 ? "e+" : "e-").append(Math.abs(point - 1));
        } else if (point <= 0) {
            out.append("0.").append("0".repeat(-point)).append(digits);
        } else if (point >= digits.length()) {
            out.append(digits).append("0".repeat(point - digits.length()));
        } else {
            out.append(digits, 0, point).append('.').append(digits, point, digits.length());
        }
    }

    /** Double.toString has the shortest digits since JDK 19, but never fewer than two: 4.9E-324 where 5E-324 will do. */
    private static BigDecimal shortest(double positive) {
        BigDecimal digits = new BigDecimal(Double.toString(positive)).stripTrailingZeros();
        BigDecimal single = digits.round(new MathContext(1)).stripTrailingZeros();
        return single.doubleValue() == positive ? single : digits;
    }
}
