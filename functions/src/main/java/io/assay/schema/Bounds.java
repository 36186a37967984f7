package io.assay.schema;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How large a document may be, whatever its schema says.
 *
 * @param depth  levels of objects and arrays
 * @param values objects, arrays and single values, all counted together
 * @param items  elements of one array, or fields of one object
 * @param text   characters of all strings and field names together
 */
record Bounds(int depth, int values, int items, int text) {

    /** Digits of a number; its exponent stays within the same bound. Beyond it arithmetic could take for ever. */
    static final int MAX_DIGITS = 64;

    /** The first bound that a document breaks, or that part of it which is not JSON. */
    Optional<Violation> brokenBy(Map<?, ?> document) {
        return Optional.ofNullable(new Count().of(Pointer.ROOT, document, 1));
    }

    private final class Count {
        private int valuesSeen;
        private int textSeen;

        private @Nullable Violation of(Pointer at, @Nullable Object value, int level) {
            if (++valuesSeen > values) {
                return Violation.at(Pointer.ROOT, "has more than %d values in all".formatted(values));
            }
            return switch (value) {
                case null -> null;
                case Boolean ignored -> null;
                case String string -> text(string);
                case Number number -> number(at, number);
                case Map<?, ?> map -> map(at, map, level);
                case List<?> list -> list(at, list, level);
                default -> Violation.at(at, "is not a JSON value");
            };
        }

        private @Nullable Violation map(Pointer at, Map<?, ?> map, int level) {
            if (level > depth) {
                return tooDeep(at);
            }
            if (map.size() > items) {
                return Violation.at(at, "has more than %d fields".formatted(items));
            }
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                String name = String.valueOf(entry.getKey());
                Violation broken = text(name);
                if (broken == null) {
                    broken = of(at.field(name), entry.getValue(), level + 1);
                }
                if (broken != null) {
                    return broken;
                }
            }
            return null;
        }

        private @Nullable Violation list(Pointer at, List<?> list, int level) {
            if (level > depth) {
                return tooDeep(at);
            }
            if (list.size() > items) {
                return Violation.at(at, "has more than %d elements".formatted(items));
            }
            for (int i = 0; i < list.size(); i++) {
                Violation broken = of(at.item(i), list.get(i), level + 1);
                if (broken != null) {
                    return broken;
                }
            }
            return null;
        }

        private @Nullable Violation text(String string) {
            textSeen += string.length();
            return textSeen > text
                    ? Violation.at(Pointer.ROOT, "holds more than %d characters of text".formatted(text))
                    : null;
        }

        private Violation tooDeep(Pointer at) {
            return Violation.at(at, "is nested more than %d levels deep".formatted(depth));
        }

        private @Nullable Violation number(Pointer at, Number number) {
            return switch (number) {
                case Integer ignored -> null;
                case Long ignored -> null;
                case BigInteger big -> big.bitLength() > MAX_DIGITS * 3 ? tooLong(at) : null;
                case BigDecimal decimal ->
                    decimal.precision() > MAX_DIGITS || Math.abs((long) decimal.scale()) > MAX_DIGITS
                            ? tooLong(at)
                            : null;
                default -> Violation.at(at, "is not a decimal number");
            };
        }

        private Violation tooLong(Pointer at) {
            return Violation.at(at, "is a number of more than %d digits".formatted(MAX_DIGITS));
        }
    }
}
