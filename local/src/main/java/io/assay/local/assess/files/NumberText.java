package io.assay.local.assess.files;

import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** A number that is not negative, as people write it for machines: digits, a decimal point, an exponent. */
final class NumberText {
    static final String PATTERN = "\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d{1,3})?";

    private static final Pattern NUMBER = Pattern.compile("\\.\\d+|" + PATTERN);

    private NumberText() {}

    /** Empty if it is no such number: signs, not-a-number, decimal commas and units are none. */
    static OptionalDouble of(String text) {
        if (!NUMBER.matcher(text).matches()) {
            return OptionalDouble.empty();
        }
        double value = Double.parseDouble(text);
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }
}
