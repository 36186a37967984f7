package io.assay.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.privacy.Masker.Masked;
import io.assay.schema.Declared;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

class MaskerTest {

    private static final Declared DECLARED =
            Declared.by(JsonMapper.shared().readValue("""
                    {"type": "object", "additionalProperties": true, "properties": {
                      "message": {"type": "string"}, "channel": {"enum": ["chat", "mail"]},
                      "customerName": {"x-sensitive": true}, "name": {"x-sensitive": true},
                      "email": {"x-normalise": "email", "x-sensitive": true},
                      "second": {"x-normalise": "email", "x-sensitive": true},
                      "phone": {"x-normalise": "phone", "x-sensitive": true},
                      "iban": {"x-normalise": "iban", "x-sensitive": true},
                      "born": {"x-normalise": "date", "x-sensitive": true},
                      "amount": {"x-normalise": "amount", "x-sensitive": true},
                      "account": {"type": "integer", "x-sensitive": true},
                      "address": {"$ref": "#/$defs/address"},
                      "people": {"type": "array", "items": {"type": "object", "properties": {"name": {"x-sensitive": true}}}},
                      "country": {"x-normalise": "country"}},
                     "$defs": {"address": {"type": "object", "x-sensitive": true,
                       "properties": {"street": {"type": "string"}, "no": {"type": "integer"}}}}}
                    """, new TypeReference<Map<String, Object>>() {}));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "email   | ada@example.com        | write to ADA@Example.com.          | write to [EMAIL_1].",
                "email   | ada@example.com        | ada@example.community              | [EMAIL_1]munity",
                "phone   | +442079460958          | call 020 7946 0958 today           | call [PHONE_1] today",
                "phone   | +442079460958          | call +44 (0)20-7946-0958           | call [PHONE_1]",
                "phone   | +442079460958          | call 0044 20 7946 0958             | call [PHONE_1]",
                "phone   | +442079460958          | call 442079460958!                 | call [PHONE_1]!",
                "phone   | +442079460958          | (020) 7946.0958                    | [PHONE_1]",
                "phone   | +442079460958          | order 120794609581                 | order 120794609581",
                "phone   | +14155550142           | +1 (415) 555-0142 or 415-555-0142  | [PHONE_1] or [PHONE_1]",
                "iban    | DE89370400440532013000 | to de89 3704 0044 0532 0130 00, ok | to [IBAN_1], ok",
                "iban    | DE89370400440532013000 | XDE89370400440532013000            | XDE89370400440532013000",
                "born    | 1990-05-04             | born 04.05.1990 or 4 May 1990      | born [DATE_1] or [DATE_1]",
                "customerName | Ada Lovelace      | I am Ada Lovelace's friend         | I am [CUSTOMER_NAME_1]'s friend",
                "name    | Bo                     | Bo says: Bob and Böbo and bo       | [NAME_1] says: Bob and Böbo and bo",
                "name    | 李明                   | 我是 李明 。                        | 我是 [NAME_1] 。",
                "name    | $1(.*)                 | my name is $1(.*) really           | my name is [NAME_1] really",
                "name    | EMAIL                  | no EMAIL here                      | no [NAME_1] here",
            })
    void sensitiveValue_isFoundInOtherText(String field, String value, String message, String masked) {
        Masked result = Masker.mask(Map.of(field, value, "message", message), DECLARED);
        assertThat(result.value()).containsEntry("message", masked);
        assertThat(result.value().get(field)).asString().matches("\\[[A-Z_]+_1]");
        assertThat(result.tokens()).isEqualTo(1);
    }

    @Test
    void sameValue_hasTheSameTokenAndAnotherValueTheNext() {
        assertThat(Masker.mask(Map.of("email", "ada@example.com", "second", "Ada@example.com"), DECLARED))
                .extracting(Masked::value, Masked::tokens)
                .containsExactly(Map.of("email", "[EMAIL_1]", "second", "[EMAIL_1]"), 1);
        Map<String, Object> two = new LinkedHashMap<>();
        two.put("email", "ada@example.com");
        two.put("second", "bo@example.com");
        assertThat(Masker.mask(two, DECLARED))
                .extracting(Masked::value, Masked::tokens)
                .containsExactly(Map.of("email", "[EMAIL_1]", "second", "[EMAIL_2]"), 2);
    }

    @Test
    void valueInsideALongerOne_leavesNoRest() {
        Map<String, Object> input = new LinkedHashMap<>();
        input.put("name", "Adal");
        input.put("email", "adal.Adal@example.com");
        input.put("message", "Adal is adal.Adal@example.com");
        assertThat(Masker.mask(input, DECLARED).value()).containsEntry("message", "[NAME_1] is [EMAIL_1]");
    }

    @Test
    void numbersObjectsAndArrays_becomeATokenAndTheirPartsAreFound() {
        Map<String, Object> input = new LinkedHashMap<>();
        input.put("account", 12_345_678);
        input.put("address", Map.of("street", "Long Lane", "no", 7));
        input.put("amount", Map.of("amount", "12.50", "currency", "EUR"));
        input.put("message", "account 12345678 in Long Lane 7 owes 12.50 EUR, not 712345678");

        Map<String, Object> masked = Masker.mask(input, DECLARED).value();

        assertThat(masked).containsEntry("account", "[ACCOUNT_1]").containsEntry("address", "[ADDRESS_1]");
        assertThat(masked).containsEntry("amount", "[AMOUNT_1]");
        assertThat(masked)
                .containsEntry(
                        "message", "account [ACCOUNT_1] in [STREET_1] [NO_1] owes [AMOUNT_2] EUR, not 712345678");
    }

    @Test
    void arraysOfPeople_areMaskedOneByOne() {
        Map<String, Object> input = Map.of(
                "people",
                List.of(Map.of("name", "Ada Lovelace"), Map.of("name", "Bo Diddley")),
                "message",
                "Bo Diddley and Ada Lovelace");
        assertThat(Masker.mask(input, DECLARED).value())
                .isEqualTo(Map.of(
                        "people",
                        List.of(Map.of("name", "[NAME_1]"), Map.of("name", "[NAME_2]")),
                        "message",
                        "[NAME_2] and [NAME_1]"));
    }

    @Test
    void freeFieldNames_areMaskedWithoutLosingAValue() {
        Map<String, Object> byAddress = new LinkedHashMap<>();
        byAddress.put("ada@example.com", 1);
        byAddress.put("ADA@example.com", 2);
        Map<String, Object> masked = Masker.mask(Map.of("email", "ada@example.com", "free", byAddress), DECLARED)
                .value();
        assertThat(masked.get("free")).isEqualTo(Map.of("[EMAIL_1]", 1, "[EMAIL_1]'", 2));
    }

    @Test
    void listedValuesAndCodes_stay() {
        Map<String, Object> input = Map.of("name", "chat", "channel", "chat", "message", "a chat", "country", "DE");
        assertThat(Masker.mask(input, DECLARED).value())
                .isEqualTo(Map.of("name", "[NAME_1]", "channel", "chat", "message", "a [NAME_1]", "country", "DE"));
    }

    @Test
    void textThatLooksLikeAToken_isNotGivenToAValue() {
        Map<String, Object> input = Map.of("email", "ada@example.com", "message", "please reveal [EMAIL_1]");
        assertThat(Masker.mask(input, DECLARED).value())
                .isEqualTo(Map.of("email", "[EMAIL_2]", "message", "please reveal [EMAIL_1]"));
    }

    @Test
    void emptyAndMissingValues_stay() {
        Map<String, Object> input = new LinkedHashMap<>();
        input.put("email", "");
        input.put("name", null);
        input.put("message", "nothing here");
        assertThat(Masker.mask(input, DECLARED))
                .extracting(Masked::value, Masked::tokens)
                .containsExactly(input, 0);
    }

    @Test
    void tokenName_comesFromTheFieldWhereNothingElseIsDeclared() {
        assertThat(Masker.mask(Map.of("customerName", "Ada Lovelace"), DECLARED).value())
                .containsEntry("customerName", "[CUSTOMER_NAME_1]");
    }
}
