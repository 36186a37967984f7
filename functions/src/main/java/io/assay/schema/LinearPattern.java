package io.assay.schema;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Optional;
import java.util.regex.Matcher;

/**
 * Regular expressions that match in time linear in the text (RE2), and whose own size is bounded before they are
 * compiled: nested repetitions such as {@code ((a{999}){999})} would otherwise fill the memory.
 */
public final class LinearPattern {

    /** The longest expression, in characters. */
    public static final int MAX_LENGTH = 500;

    /** The largest product of all counted repetitions of one expression. */
    public static final int MAX_REPETITION = 10_000;

    private static final java.util.regex.Pattern COUNTED =
            java.util.regex.Pattern.compile("\\{(\\d{1,9})(?:,(\\d{0,9}))?\\}");

    private LinearPattern() {}

    /** What keeps an expression from being used, or empty. */
    public static Optional<String> problemOf(String expression) {
        if (expression.length() > MAX_LENGTH) {
            return Optional.of("is longer than %d characters".formatted(MAX_LENGTH));
        }
        if (repetition(expression) > MAX_REPETITION) {
            return Optional.of(
                    "repeats too much: the product of its {n,m} counts is above %d".formatted(MAX_REPETITION));
        }
        try {
            Pattern.compile(expression);
            return Optional.empty();
        } catch (PatternSyntaxException e) {
            return Optional.of(
                    "is not an RE2 regular expression (%s); look-around and back-references are not available"
                            .formatted(e.getDescription()));
        }
    }

    /**
     * @throws IllegalArgumentException if {@link #problemOf} finds something
     */
    public static Pattern compile(String expression) {
        problemOf(expression).ifPresent(problem -> {
            throw new IllegalArgumentException("pattern " + problem);
        });
        return Pattern.compile(expression);
    }

    private static long repetition(String expression) {
        long product = 1;
        Matcher counts = COUNTED.matcher(expression);
        while (counts.find() && product <= MAX_REPETITION) {
            long most = Long.parseLong(counts.group(1));
            String upper = counts.group(2);
            if (upper != null && !upper.isEmpty()) {
                most = Math.max(most, Long.parseLong(upper));
            }
            product *= Math.max(1, most);
        }
        return product;
    }
}
