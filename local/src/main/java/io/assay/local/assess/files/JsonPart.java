package io.assay.local.assess.files;

import static io.assay.local.assess.files.InputProblem.quoted;

import io.assay.json.Json;
import io.assay.json.MalformedJson;
import io.assay.schema.Pointer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A place of a JSON document, present or not. What is missing or of another kind than asked for is an {@link InputProblem}
 * with the place's JSON Pointer; null counts as missing.
 *
 * @param source the document's file
 */
record JsonPart(String source, Pointer at, @Nullable Object value) {

    /** @throws InputProblem if the file cannot be read or holds no JSON object */
    static JsonPart read(Path file) {
        TextFile.require(file, "a JSON file");
        return parse(file.toString(), TextFile.text(file));
    }

    /**
     * A document that comes with Assay.
     *
     * @param name   beside this class, for example {@code prices.json}
     * @param source what messages call it
     */
    static JsonPart shipped(String name, String source) {
        try (InputStream stream = JsonPart.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("the class path lacks " + name);
            }
            return new JsonPart(source, Pointer.ROOT, Json.object(stream));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonPart parse(String source, String text) {
        try {
            return new JsonPart(source, Pointer.ROOT, Json.object(text));
        } catch (MalformedJson e) {
            throw InputProblem.of(source, "is " + e.getMessage(), "give one JSON object");
        }
    }

    InputProblem problem(String what, String remedy) {
        return InputProblem.at(source, at, what, remedy);
    }

    boolean present() {
        return value != null;
    }

    /** Present or not. */
    JsonPart field(String name) {
        return new JsonPart(source, at.field(name), map().get(name));
    }

    /** Every field of an object; none if it is not there. */
    List<Map.Entry<String, JsonPart>> fields() {
        return map().keySet().stream().map(name -> Map.entry(name, field(name))).toList();
    }

    /** @throws InputProblem naming a field that is none of these: a slip of the pen would else go unnoticed */
    void requireOnly(Set<String> names) {
        for (String name : map().keySet()) {
            if (!names.contains(name)) {
                throw field(name)
                        .problem(
                                "is a field that is not known here",
                                "take it out, or write one of "
                                        + String.join(
                                                ", ", names.stream().sorted().toList()));
            }
        }
    }

    @SuppressWarnings("unchecked") // JSON objects have text keys
    private Map<String, @Nullable Object> map() {
        return switch (value) {
            case null -> Map.of();
            case Map<?, ?> map -> (Map<String, @Nullable Object>) map;
            default -> throw problem("is no object", "write fields between braces");
        };
    }

    /** The elements of a list; none if it is not there. */
    List<JsonPart> items() {
        return switch (value) {
            case null -> List.of();
            case List<?> list ->
                IntStream.range(0, list.size())
                        .mapToObj(index -> new JsonPart(source, at.item(index), list.get(index)))
                        .toList();
            default -> throw problem("is no list", "write its elements between square brackets");
        };
    }

    String text() {
        return switch (value) {
            case null -> throw missing("a text");
            case String text when !text.isBlank() -> text;
            default -> throw problem("is no text, or a blank one", "write a text between quotation marks");
        };
    }

    boolean truth(boolean otherwise) {
        return switch (value) {
            case null -> otherwise;
            case Boolean truth -> truth;
            default -> throw problem("is neither true nor false", "write true or false");
        };
    }

    /** A number from {@code least} to {@code most}, as a JSON number or as the same number in a text. */
    double number(double least, double most) {
        return optionalNumber(least, most).orElseThrow(() -> missing("a number " + range(least, most)));
    }

    OptionalDouble optionalNumber(double least, double most) {
        if (value == null) {
            return OptionalDouble.empty();
        }
        OptionalDouble number = value instanceof Number given
                ? OptionalDouble.of(given.doubleValue())
                : NumberText.of(value instanceof String text ? text : "");
        if (number.isEmpty() || !(number.getAsDouble() >= least && number.getAsDouble() <= most)) {
            throw problem(
                    "is no number " + range(least, most),
                    "write such a number, or leave the field out if it is not known");
        }
        return number;
    }

    /** A whole number from {@code least} to {@code most}. */
    long whole(long least, long most) {
        double number = number((double) least, (double) most);
        if (number != Math.rint(number)) {
            throw problem("is no whole number", "write one from " + least + " to " + most);
        }
        return (long) number;
    }

    /** Bounds that only keep nonsense out are not told. */
    private static String range(double least, double most) {
        String from = least == Double.MIN_VALUE ? "above 0" : "from " + plain(least);
        return most < 1e7 ? from + " to " + plain(most) : from + " up";
    }

    private static String plain(double bound) {
        return bound == Math.rint(bound) ? Long.toString((long) bound) : Double.toString(bound);
    }

    /**
     * A text that {@code read} turns into a value.
     *
     * @param shape an example, for the message
     */
    <T> T parsed(Function<String, T> read, String shape) {
        String text = text();
        try {
            return read.apply(text);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw problem(quoted(text) + " cannot be read", "write it as " + shape);
        }
    }

    <T> Optional<T> optionallyParsed(Function<String, T> read, String shape) {
        return present() ? Optional.of(parsed(read, shape)) : Optional.empty();
    }

    /** A day on which something was read: not one to come. */
    LocalDate readingDay(LocalDate today) {
        LocalDate day = parsed(LocalDate::parse, "2026-11-30");
        if (day.isAfter(today)) {
            throw problem("is a day to come", "write the day on which it was read");
        }
        return day;
    }

    private InputProblem missing(String kind) {
        return problem("is missing", "write " + kind + " there");
    }
}
