package io.assay.core;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;

/**
 * What a model's tokens cost.
 *
 * @param date             day the prices were read
 * @param source           where
 * @param inputPerMillion  price of a million input tokens
 * @param outputPerMillion price of a million output tokens
 */
public record Prices(
        LocalDate date, String source, Currency currency, BigDecimal inputPerMillion, BigDecimal outputPerMillion) {

    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    /** The exact cost of one call. */
    public Money cost(Usage usage) {
        BigDecimal tokens = inputPerMillion
                .multiply(BigDecimal.valueOf(usage.inputTokens()))
                .add(outputPerMillion.multiply(BigDecimal.valueOf(usage.outputTokens())));
        return new Money(tokens.divide(MILLION), currency); // a division by 10^6 is exact
    }
}
