package io.assay.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PricesTest {
    private static final Prices PRICES = new Prices(
            LocalDate.parse("2026-11-01"),
            "https://example.org/prices",
            Currency.getInstance("USD"),
            new BigDecimal("0.035"),
            new BigDecimal("0.14"));

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0",
        "1, 0, 0.000000035",
        "0, 1, 0.00000014",
        "610, 42, 0.00002723",
        "1000000, 1000000, 0.175",
        "2147483647, 2147483647, 375.809638225"
    })
    void cost_isExactToTheLastToken(int input, int output, String cost) {
        Money money = PRICES.cost(new Usage(input, output));

        assertThat(money.plain()).isEqualTo(cost);
        assertThat(money.currency().getCurrencyCode()).isEqualTo("USD");
    }

    @Test
    void negativeTokenCount_isRefused() {
        assertThatThrownBy(() -> new Usage(-1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Usage(0, -1)).hasMessage("negative token count");
    }
}
