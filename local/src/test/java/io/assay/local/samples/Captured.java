package io.assay.local.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import io.assay.core.Fields;
import io.assay.json.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What samples took from answers, by name, for the samples after them. */
final class Captured {
    private static final Pattern NAME = Pattern.compile("\\$\\{(\\w+)}");

    private final Map<String, String> values = new HashMap<>();

    /** The sample with every name replaced that is known by now. */
    Fields fill(Sample sample) {
        return new Fields(Json.object(
                NAME.matcher(sample.text()).replaceAll(name -> Matcher.quoteReplacement(value(name.group(1))))));
    }

    private String value(String name) {
        return values.getOrDefault(name, "${" + name + "}");
    }

    /** Takes what a sample's {@code capture} names from its answer. */
    void take(Map<String, Object> capture, @Nullable Object answer) {
        capture.forEach((name, pointer) -> {
            Object found = at(answer, JsonPointer.compile(String.valueOf(pointer)));
            assertThat(found).as("%s, to be captured as %s", pointer, name).isInstanceOf(String.class);
            values.put(name, String.valueOf(found));
        });
    }

    /** @throws AssertionError if a name stands in the text that nothing captured */
    static void requireFilled(String text) {
        assertThat(NAME.matcher(text).results().map(name -> name.group(1)))
                .as("names that no earlier sample captured")
                .isEmpty();
    }

    private static @Nullable Object at(@Nullable Object value, JsonPointer pointer) {
        if (pointer.matches()) {
            return value;
        }
        return switch (value) {
            case Map<?, ?> map -> at(map.get(pointer.getMatchingProperty()), pointer.tail());
            case List<?> list
            when pointer.mayMatchElement() && pointer.getMatchingIndex() < list.size() ->
                at(list.get(pointer.getMatchingIndex()), pointer.tail());
            case null, default -> null;
        };
    }
}
