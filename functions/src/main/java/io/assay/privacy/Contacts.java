package io.assay.privacy;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import io.assay.privacy.Reading.Read;
import io.assay.privacy.Reading.Unreadable;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.validator.routines.EmailValidator;
import org.iban4j.IbanUtil;

/** Phone numbers to E.164 (an extension is left off), IBANs without spaces, e-mail addresses with a lower-case domain. */
final class Contacts {

    /** What libphonenumber calls a number of no country. */
    private static final String NO_REGION = "ZZ";

    private static final Pattern BETWEEN_GROUPS = Pattern.compile("[\\s\\u00A0\\u202F.\\-]");
    private static final Pattern MAIL_TO = Pattern.compile("^(?i:mailto:)");

    private Contacts() {}

    static Reading phone(String text, Optional<String> region) {
        PhoneNumberUtil phones = PhoneNumberUtil.getInstance();
        try {
            PhoneNumber number = phones.parse(text, region.orElse(NO_REGION));
            if (phones.isValidNumber(number)) {
                return new Read(phones.format(number, PhoneNumberUtil.PhoneNumberFormat.E164));
            }
        } catch (NumberParseException e) {
            if (e.getErrorType() == NumberParseException.ErrorType.INVALID_COUNTRY_CODE) {
                return new Unreadable("is a phone number without a country code: write it like +44 20 7946 0958");
            }
        }
        return new Unreadable("is not a phone number that exists: write it like +44 20 7946 0958");
    }

    static Reading iban(String text) {
        String iban = BETWEEN_GROUPS.matcher(text).replaceAll("").toUpperCase(Locale.ROOT);
        String bare = iban.startsWith("IBAN") ? iban.substring(4).replaceFirst("^:", "") : iban;
        return IbanUtil.isValid(bare)
                ? new Read(bare)
                : new Unreadable("is not an IBAN: its country, length or check digits are wrong");
    }

    static Reading email(String text) {
        String address = MAIL_TO.matcher(text).replaceFirst("");
        int at = address.lastIndexOf('@');
        return EmailValidator.getInstance().isValid(address)
                ? new Read(address.substring(0, at) + address.substring(at).toLowerCase(Locale.ROOT))
                : new Unreadable("is not an e-mail address");
    }
}
