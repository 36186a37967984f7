package io.assay.local.samples;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether JSON holds what is expected: objects may have more fields, everything else is the same. */
final class Subset {

    private Subset() {}

    /** The first difference, told with its JSON Pointer. */
    static Optional<String> difference(@Nullable Object expected, @Nullable Object actual) {
        return difference(expected, actual, "");
    }

    /** The first expected element that is not among the actual ones, or that there are more or fewer of them. */
    static Optional<String> differenceInAnyOrder(List<?> expected, List<?> actual) {
        List<Object> left = new ArrayList<>(actual);
        for (Object wanted : expected) {
            Optional<Object> met = left.stream()
                    .filter(found -> difference(wanted, found).isEmpty())
                    .findFirst();
            if (met.isEmpty()) {
                return Optional.of("%s is not among %s".formatted(wanted, left));
            }
            left.remove(met.get());
        }
        return left.isEmpty() ? Optional.empty() : Optional.of("there is more: " + left);
    }

    private static Optional<String> difference(@Nullable Object expected, @Nullable Object actual, String at) {
        return switch (expected) {
            case Map<?, ?> fields
            when actual instanceof Map<?, ?> map ->
                fields.entrySet().stream()
                        .flatMap(field ->
                                difference(field.getValue(), map.get(field.getKey()), at + "/" + field.getKey())
                                        .stream())
                        .findFirst();
            case List<?> wanted
            when actual instanceof List<?> list && wanted.size() == list.size() -> {
                for (int i = 0; i < wanted.size(); i++) {
                    Optional<String> found = difference(wanted.get(i), list.get(i), at + "/" + i);
                    if (found.isPresent()) {
                        yield found;
                    }
                }
                yield Optional.empty();
            }
            case Number number
            when actual instanceof Number other && decimal(number).compareTo(decimal(other)) == 0 -> Optional.empty();
            case null -> actual == null ? Optional.empty() : Optional.of("%s: null, got %s".formatted(at, actual));
            default ->
                expected.equals(actual)
                        ? Optional.empty()
                        : Optional.of("%s: wanted %s, got %s".formatted(at, expected, actual));
        };
    }

    private static BigDecimal decimal(Number number) {
        return new BigDecimal(number.toString());
    }
}
