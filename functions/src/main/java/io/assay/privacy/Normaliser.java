package io.assay.privacy;

import io.assay.privacy.Reading.Read;
import io.assay.privacy.Reading.Unreadable;
import io.assay.schema.Declared;
import io.assay.schema.Normalisation;
import io.assay.schema.Pointer;
import io.assay.schema.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Brings the values of a case into one form, as the schema's {@code x-normalise} declares it; every string, declared or
 * not, is cleaned as {@link CleanText} says. Normalising twice changes nothing.
 */
public final class Normaliser {

    /**
     * @param value                   the input in its new form; a value with a problem is only cleaned
     * @param problems                values that cannot be brought into the declared form
     * @param hiddenCharactersRemoved characters that did not show, in all strings and field names together
     */
    public record Normalised(Map<String, Object> value, List<Violation> problems, int hiddenCharactersRemoved) {}

    private final List<Violation> problems = new ArrayList<>();
    private int hidden;

    private Normaliser() {}

    /**
     * @param input    one that the schema accepts; not changed
     * @param declared what the workflow's input schema declares
     */
    public static Normalised normalise(Map<String, Object> input, Declared declared) {
        Normaliser normaliser = new Normaliser();
        Map<String, Object> value = normaliser.object(input, declared, Pointer.ROOT);
        return new Normalised(value, List.copyOf(normaliser.problems), normaliser.hidden);
    }

    private @Nullable Object value(@Nullable Object raw, Declared declared, Pointer at) {
        Object clean = switch (raw) {
            case null -> null;
            case String text -> clean(text);
            case Map<?, ?> map -> object(map, declared, at);
            case List<?> list -> array(list, declared, at);
            default -> raw;
        };
        Optional<Normalisation> normalisation = declared.normalisation();
        if (clean == null || normalisation.isEmpty()) {
            return clean;
        }
        return switch (read(clean, normalisation.get(), declared)) {
            case Read(Object read) -> read;
            case Unreadable(String problem) -> {
                problems.add(Violation.at(at, problem));
                yield clean;
            }
        };
    }

    private static Reading read(Object value, Normalisation normalisation, Declared declared) {
        if (normalisation == Normalisation.AMOUNT) {
            return Amounts.read(value);
        }
        if (!(value instanceof String text)) {
            return new Unreadable("must be a string");
        }
        return switch (normalisation) {
            case TEXT -> new Read(text);
            case DATE -> Dates.read(text);
            case AMOUNT -> Amounts.read(text);
            case PHONE -> Contacts.phone(text, declared.region());
            case IBAN -> Contacts.iban(text);
            case EMAIL -> Contacts.email(text);
            case COUNTRY -> Codes.country(text);
            case LANGUAGE -> Codes.language(text);
        };
    }

    private Map<String, Object> object(Map<?, ?> map, Declared declared, Pointer at) {
        Map<String, Object> values = new LinkedHashMap<>();
        map.forEach((key, inner) -> {
            String raw = String.valueOf(key);
            String name = clean(raw);
            if (values.containsKey(name)) {
                problems.add(Violation.at(at.field(name), "comes twice, once with characters that do not show"));
            }
            values.put(name, value(inner, declared.field(raw), at.field(raw)));
        });
        return values;
    }

    private List<Object> array(List<?> list, Declared declared, Pointer at) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            values.add(value(list.get(i), declared.item(i), at.item(i)));
        }
        return values;
    }

    private String clean(String text) {
        CleanText clean = CleanText.of(text);
        hidden += clean.hidden();
        return clean.text();
    }
}
