package io.assay.local.assess.training;

import io.assay.privacy.Normaliser;
import io.assay.schema.Declared;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Personal data that shows itself by its form: e-mail addresses, IBANs and phone numbers with a country code. What only a
 * schema can tell, such as a name, is not found here; the pipeline masks it before a case is kept.
 */
final class PersonalData {

    /** @param looks what may be one; the functions' own reading says whether it is */
    private record Kind(String name, Pattern looks, Declared declared) {
        Kind(String name, String normalisation, String looks) {
            this(
                    name,
                    Pattern.compile(looks),
                    Declared.by(Map.of(
                            "type",
                            "object",
                            "properties",
                            Map.of("value", Map.of("type", "string", "x-normalise", normalisation)))));
        }

        boolean in(String text) {
            return looks.matcher(text)
                    .results()
                    .anyMatch(found -> Normaliser.normalise(Map.of("value", found.group()), declared)
                            .problems()
                            .isEmpty());
        }
    }

    private static final Kind[] KINDS = {
        new Kind("an e-mail address", "email", "[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,190}\\.[A-Za-z]{2,24}"),
        new Kind("an IBAN", "iban", "\\b[A-Z]{2}\\d{2}(?:[ ]?[A-Z0-9]){11,30}\\b"),
        new Kind("a phone number", "phone", "\\+\\d(?:[ ().\\-/]{0,2}\\d){6,14}")
    };

    private PersonalData() {}

    /** What kinds stand in a text, for a person; none of the data. */
    static Set<String> in(String text) {
        Set<String> found = new LinkedHashSet<>();
        for (Kind kind : KINDS) {
            if (kind.in(text)) {
                found.add(kind.name());
            }
        }
        return found;
    }
}
