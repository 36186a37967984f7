package io.assay.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.privacy.Normaliser.Normalised;
import io.assay.schema.CaseSchema;
import io.assay.schema.Declared;
import io.assay.schema.Violation;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

class NormaliserTest {

    private static final Map<String, Object> SCHEMA = parse("""
            {"type": "object", "additionalProperties": true, "properties": {
              "text": {"x-normalise": "text"}, "date": {"x-normalise": "date"}, "amount": {"x-normalise": "amount"},
              "phone": {"x-normalise": "phone", "x-region": "GB"}, "anyPhone": {"x-normalise": "phone"},
              "iban": {"x-normalise": "iban"}, "email": {"x-normalise": "email"}, "country": {"x-normalise": "country"},
              "language": {"x-normalise": "language"},
              "contacts": {"type": "array", "items": {"$ref": "#/$defs/contact"}}},
             "$defs": {"contact": {"type": "object", "properties": {
               "mail": {"x-normalise": "email"}, "next": {"$ref": "#/$defs/contact"}}}}}
            """);

    private static final Declared DECLARED = Declared.by(SCHEMA);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "date     | 2026-11-03                    | 2026-11-03",
                "date     | 3.11.2026                     | 2026-11-03",
                "date     | 03.11.2026                    | 2026-11-03",
                "date     | 03/11/2026                    | 2026-11-03",
                "date     | 3 November 2026               | 2026-11-03",
                "date     | 3 nov 2026                    | 2026-11-03",
                "date     | Tue, 3 Nov 2026 10:15:00 GMT  | 2026-11-03T10:15:00Z",
                "date     | 2026-11-03T10:15:00+01:00     | 2026-11-03T10:15:00+01:00",
                "date     | 2026-11-03T10:15              | 2026-11-03T10:15:00",
                "date     | 29.02.2028                    | 2028-02-29",
                "phone    | 020 7946 0958                 | +442079460958",
                "phone    | +44 (0)20 7946-0958           | +442079460958",
                "phone    | 0049 30 901820                | +4930901820",
                "phone    | tel:+49-30-901820             | +4930901820",
                "anyPhone | +49 30 901820                 | +4930901820",
                "iban     | de89 3704 0044 0532 0130 00   | DE89370400440532013000",
                "iban     | IBAN: DE89-3704-0044-0532-0130-00 | DE89370400440532013000",
                "iban     | GB33BUKB20201555555555        | GB33BUKB20201555555555",
                "email    | Ada.L@EXAMPLE.Com             | Ada.L@example.com",
                "email    | mailto:ada@example.com        | ada@example.com",
                "country  | de                            | DE",
                "country  | DEU                           | DE",
                "country  | germany                       | DE",
                "country  | UK                            | GB",
                "language | DE                            | de",
                "language | pt_br                         | pt-BR",
                "language | zh-hans-cn                    | zh-Hans-CN",
                "language | eng                           | en",
            })
    void value_getsTheDeclaredForm(String field, String raw, String normal) {
        Normalised normalised = Normaliser.normalise(Map.of(field, "  " + raw + " "), DECLARED);
        assertThat(normalised.problems()).isEmpty();
        assertThat(normalised.value()).isEqualTo(Map.of(field, normal));
        assertThat(Normaliser.normalise(normalised.value(), DECLARED))
                .isEqualTo(new Normalised(normalised.value(), List.of(), 0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "12,50 EUR             | 12.50       | EUR",
                "€12.50                | 12.50       | EUR",
                "€ 12                  | 12.00       | EUR",
                "12 €                  | 12.00       | EUR",
                "USD 1,234.50          | 1234.50     | USD",
                "1.234,50 eur          | 1234.50     | EUR",
                "1 234 567,8 EUR       | 1234567.80  | EUR",
                "CHF 1'234.50          | 1234.50     | CHF",
                "1,234,567 USD         | 1234567.00  | USD",
                "1.234.567 EUR         | 1234567.00  | EUR",
                "3,400 GBP             | 3400.00     | GBP",
                "0,5 EUR               | 0.50        | EUR",
                "-12.50 EUR            | -12.50      | EUR",
                "-€12.50               | -12.50      | EUR",
                "€-12.50               | -12.50      | EUR",
                "499,00 zł             | 499.00      | PLN",
                "US$ 20                | 20.00       | USD",
                "JPY 1,200             | 1200        | JPY",
                "1.5000 EUR            | 1.50        | EUR",
                "KWD 1.250,125         | 1250.125    | KWD",
                "0 EUR                 | 0.00        | EUR",
            })
    void amount_becomesNumberAndCurrency(String raw, String amount, String currency) {
        Normalised normalised = Normaliser.normalise(Map.of("amount", raw), DECLARED);
        Map<String, Object> expected = Map.of("amount", Map.of("amount", amount, "currency", currency));
        assertThat(normalised).isEqualTo(new Normalised(expected, List.of(), 0));
        assertThat(Normaliser.normalise(expected, DECLARED)).isEqualTo(new Normalised(expected, List.of(), 0));
        assertThat(CaseSchema.compile(SCHEMA).validate(normalised.value())).isEmpty();
    }

    @Test
    void amountObject_mayHoldANumberOrASign() {
        assertThat(amount("12.5", "EUR")).isEqualTo(Map.of("amount", "12.50", "currency", "EUR"));
        assertThat(amount(new BigDecimal("12.50"), "eur")).isEqualTo(Map.of("amount", "12.50", "currency", "EUR"));
        assertThat(amount(12, "€")).isEqualTo(Map.of("amount", "12.00", "currency", "EUR"));
        assertThat(amount("$11.99", "USD")).isEqualTo(Map.of("amount", "11.99", "currency", "USD"));
        assertThat(amount("1 250,00", "EUR")).isEqualTo(Map.of("amount", "1250.00", "currency", "EUR"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "amount   | 12.51                 | names no currency that is sure",
                "amount   | $12.51                | names no currency that is sure",
                "amount   | 12 kr                 | names no currency that is sure",
                "amount   | 12 QQQ                | names no currency that is sure",
                "amount   | 12 XXX                | names no currency that is sure",
                "amount   | EUR 12 USD            | names a currency twice",
                "amount   | 3.400 EUR             | can be read in two ways",
                "amount   | 12.505 EUR            | can be read in two ways",
                "amount   | 0.505 EUR             | has more than the 2 decimals of EUR",
                "amount   | 12.5 JPY              | has more than the 0 decimals of JPY",
                "amount   | 1,234.567,00 EUR      | is not an amount that can be read",
                "amount   | 12,34,56 EUR          | is not an amount that can be read",
                "amount   | 1e9 EUR               | is not an amount that can be read",
                "amount   | a lot of EUR          | is not an amount that can be read",
                "amount   | 1234567890123456789 EUR | has more than 18 digits",
                "date     | 04/25/2026            | is not a date that can be read",
                "date     | 31.02.2026            | is not a date that can be read",
                "date     | 29.02.2026            | is not a date that can be read",
                "date     | yesterday             | is not a date that can be read",
                "date     | 03.11.26              | is not a date that can be read",
                "phone    | 12                    | is not a phone number that exists",
                "phone    | call me               | is not a phone number that exists",
                "anyPhone | 030 901820            | without a country code",
                "iban     | DE00370400440532013000 | is not an IBAN",
                "iban     | DE89                  | is not an IBAN",
                "iban     | hello                 | is not an IBAN",
                "email    | ada@localhost         | is not an e-mail address",
                "email    | ada at example.com    | is not an e-mail address",
                "country  | Atlantis              | is not a country",
                "country  | XX                    | is not a country",
                "language | german                | is not a language",
                "language | x                     | is not a language",
            })
    void unreadableValue_isToldWithPointerAndWithoutTheValue(String field, String raw, String problem) {
        Normalised normalised = Normaliser.normalise(Map.of(field, raw), DECLARED);
        assertThat(normalised.problems()).singleElement().satisfies(violation -> {
            assertThat(violation.pointer()).isEqualTo("/" + field);
            assertThat(violation.problem()).contains(problem).doesNotContain(raw);
        });
        assertThat(normalised.value()).isEqualTo(Map.of(field, raw));
    }

    @Test
    void valueOfAnotherType_isAProblemNotAnException() {
        assertThat(Normaliser.normalise(Map.of("date", 20_261_103), DECLARED).problems())
                .containsExactly(new Violation("/date", "must be a string"));
        assertThat(Normaliser.normalise(Map.of("amount", 12), DECLARED).problems())
                .extracting(Violation::pointer)
                .containsExactly("/amount");
        assertThat(Normaliser.normalise(Map.of("amount", Map.of("amount", true, "currency", "EUR")), DECLARED)
                        .problems())
                .extracting(Violation::pointer)
                .containsExactly("/amount");
        assertThat(Normaliser.normalise(Map.of("amount", Map.of("amount", "£1", "currency", "EUR")), DECLARED)
                        .problems())
                .extracting(Violation::problem)
                .containsExactly("names another currency in its amount than in its currency");
    }

    @Test
    void nestedAndReferencedFields_areNormalised() {
        Map<String, Object> input = Map.of(
                "contacts",
                List.of(
                        Map.of("mail", "a@EXAMPLE.com", "next", Map.of("mail", "b@EXAMPLE.com")),
                        Map.of("mail", "no")));

        Normalised normalised = Normaliser.normalise(input, DECLARED);

        assertThat(normalised.value())
                .isEqualTo(Map.of(
                        "contacts",
                        List.of(
                                Map.of("mail", "a@example.com", "next", Map.of("mail", "b@example.com")),
                                Map.of("mail", "no"))));
        assertThat(normalised.problems())
                .containsExactly(new Violation("/contacts/1/mail", "is not an e-mail address"));
    }

    @Test
    void everyString_isCleanedAndWhatWasHiddenIsCounted() {
        Map<String, Object> input = new LinkedHashMap<>();
        input.put("text", " Zoe\u0308\u202E ");
        input.put("free", List.of("a\u200Bb", 3, true, Map.of("k\uFEFFey", "v")));
        input.put("none", null);

        Normalised normalised = Normaliser.normalise(input, DECLARED);

        Map<String, Object> expected = new LinkedHashMap<>();
        expected.put("text", "Zoë");
        expected.put("free", List.of("ab", 3, true, Map.of("key", "v")));
        expected.put("none", null);
        assertThat(normalised).isEqualTo(new Normalised(expected, List.of(), 3));
    }

    @Test
    void namesThatDifferOnlyInWhatDoesNotShow_areAProblem() {
        Map<String, Object> input = new LinkedHashMap<>();
        input.put("free", "a");
        input.put("fr\u200Bee", "b");
        assertThat(Normaliser.normalise(input, DECLARED).problems())
                .containsExactly(new Violation("/free", "comes twice, once with characters that do not show"));
    }

    private static @org.jspecify.annotations.Nullable Object amount(Object amount, String currency) {
        Normalised normalised =
                Normaliser.normalise(Map.of("amount", Map.of("amount", amount, "currency", currency)), DECLARED);
        assertThat(normalised.problems()).isEmpty();
        return normalised.value().get("amount");
    }

    private static Map<String, Object> parse(String json) {
        return JsonMapper.shared().readValue(json, new TypeReference<>() {});
    }
}
