package io.assay.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTest {

    @Test
    void sum_isExact() {
        Money sum = Money.zero(Currency.getInstance("USD"));
        for (int i = 0; i < 10; i++) {
            sum = sum.plus(Money.of("0.1", "USD"));
        }
        assertThat(sum.plus(Money.of("0.00002135", "USD")).plain()).isEqualTo("1.00002135");
    }

    @Test
    void differentCurrencies_cannotBeAdded() {
        assertThatThrownBy(() -> Money.of("1", "EUR").plus(Money.of("1", "USD")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cannot add USD to EUR");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0.000, 0", "10.50, 10.5", "1E+3, 1000", "2.135E-5, 0.00002135", "-3.00, -3", "1200, 1200"})
    void plainAmount_hasNoExponentAndNoTrailingZeros(String amount, String plain) {
        assertThat(Money.of(amount, "USD").plain()).isEqualTo(plain);
    }

    @ParameterizedTest
    @CsvSource({"ten, USD", "'', USD", "NaN, USD", "1, US", "1, dollars"})
    void amountOrCurrencyThatIsNone_isRefused(String amount, String currency) {
        assertThatThrownBy(() -> Money.of(amount, currency)).isInstanceOf(IllegalArgumentException.class);
    }
}
