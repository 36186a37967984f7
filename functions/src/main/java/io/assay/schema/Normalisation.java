package io.assay.schema;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What {@code x-normalise} may ask for. */
public enum Normalisation {
    TEXT,
    DATE,
    AMOUNT,
    PHONE,
    IBAN,
    EMAIL,
    COUNTRY,
    LANGUAGE;

    /** The word that a schema writes. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Normalisation> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }

    static String words() {
        return Arrays.stream(values()).map(Normalisation::word).collect(Collectors.joining(", "));
    }
}
