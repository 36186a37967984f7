package io.assay.privacy;

import io.assay.privacy.Reading.Read;
import io.assay.privacy.Reading.Unreadable;
import java.util.HashMap;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Countries to ISO 3166 alpha-2 (from alpha-2, alpha-3, an English name, or UK); languages to BCP 47 tags (from tags in
 * any case, with {@code -} or {@code _}; three-letter codes become two-letter ones where those exist).
 */
final class Codes {

    private static final Map<String, String> COUNTRIES = countries();
    private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());
    private static final Map<String, String> SHORT_LANGUAGES = shortLanguages();

    private Codes() {}

    static Reading country(String text) {
        String code = COUNTRIES.get(text.toLowerCase(Locale.ROOT));
        return code == null ? new Unreadable("is not a country: write its ISO 3166 code, like \"DE\"") : new Read(code);
    }

    static Reading language(String text) {
        try {
            Locale locale =
                    new Locale.Builder().setLanguageTag(text.replace('_', '-')).build();
            String language = SHORT_LANGUAGES.getOrDefault(locale.getLanguage(), locale.getLanguage());
            if (LANGUAGES.contains(language) || language.length() == 3) {
                return new Read(new Locale.Builder()
                        .setLocale(locale)
                        .setLanguage(language)
                        .build()
                        .toLanguageTag());
            }
        } catch (IllformedLocaleException e) {
            return noLanguage();
        }
        return noLanguage();
    }

    private static Reading noLanguage() {
        return new Unreadable("is not a language: write its BCP 47 tag, like \"de\" or \"pt-BR\"");
    }

    private static Map<String, String> countries() {
        Map<String, String> countries = new HashMap<>();
        for (String code : Locale.getISOCountries()) {
            Locale country = Locale.of("", code);
            countries.put(country.getDisplayCountry(Locale.ENGLISH).toLowerCase(Locale.ROOT), code);
            countries.put(code.toLowerCase(Locale.ROOT), code);
            countries.put(country.getISO3Country().toLowerCase(Locale.ROOT), code);
        }
        countries.put("uk", "GB");
        return Map.copyOf(countries);
    }

    private static Map<String, String> shortLanguages() {
        Map<String, String> languages = new HashMap<>();
        for (String code : Locale.getISOLanguages()) {
            languages.put(Locale.of(code).getISO3Language(), code);
        }
        return Map.copyOf(languages);
    }
}
