package io.assay.privacy;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import io.assay.schema.Normalisation;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a sensitive value may be written in other text.
 *
 * <p>E-mail addresses in any case; phone numbers by their digits, with or without country code or trunk zero, whatever
 * stands between the digits; IBANs in any case, with or without spaces; days also as {@code 03.11.2026},
 * {@code 03/11/2026} and {@code 3 November 2026}; everything else exactly as it is. Values of fewer than 4 characters and
 * numbers count only where they stand as a whole word.
 */
final class Spelling {

    private static final int SHORT = 4;
    private static final String BETWEEN_DIGITS = "[ \\t\\u00A0\\u202F().\\-/]{0,3}";
    private static final String BETWEEN_GROUPS = "[ \\t\\u00A0\\u202F.\\-]{0,2}";
    private static final String NO_WORD_BEFORE = "(?<![\\p{L}\\p{N}])";
    private static final String NO_WORD_AFTER = "(?![\\p{L}\\p{N}])";

    private Spelling() {}

    /** Regular expressions without capturing groups, one for each way of writing. */
    static List<String> expressions(String text, Normalisation normalisation) {
        return switch (normalisation) {
            case EMAIL -> List.of("(?iu:" + Pattern.quote(text) + ")");
            case PHONE -> List.of(phone(text));
            case IBAN -> List.of(NO_WORD_BEFORE + "(?i:" + spaced(text, BETWEEN_GROUPS) + ")" + NO_WORD_AFTER);
            case DATE ->
                Stream.concat(Stream.of(text), Dates.spellings(text).stream())
                        .map(Spelling::word)
                        .toList();
            case TEXT, AMOUNT, COUNTRY, LANGUAGE -> List.of(plain(text));
        };
    }

    private static String plain(String text) {
        boolean number = text.chars().allMatch(c -> Character.isDigit(c) || c == '.' || c == '-');
        return number || text.codePointCount(0, text.length()) < SHORT ? word(text) : Pattern.quote(text);
    }

    private static String word(String text) {
        return NO_WORD_BEFORE + Pattern.quote(text) + NO_WORD_AFTER;
    }

    private static String phone(String e164) {
        try {
            PhoneNumber number = PhoneNumberUtil.getInstance().parse(e164, null);
            String national = PhoneNumberUtil.getInstance().getNationalSignificantNumber(number);
            String code = spaced(String.valueOf(number.getCountryCode()), BETWEEN_DIGITS);
            return "(?<![\\d+])(?:(?:(?:\\+|00) ?)?" + code + BETWEEN_DIGITS + ")?(?:\\(?0\\)?" + BETWEEN_DIGITS + ")?"
                    + spaced(national, BETWEEN_DIGITS) + "(?!\\d)";
        } catch (NumberParseException e) {
            return plain(e164);
        }
    }

    private static String spaced(String text, String between) {
        return text.chars()
                .mapToObj(c -> Pattern.quote(String.valueOf((char) c)))
                .collect(Collectors.joining(between));
    }
}
