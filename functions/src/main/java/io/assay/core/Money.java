package io.assay.core;

import java.math.BigDecimal;
import java.util.Currency;

/**
 * An amount in one currency. The scale is kept as computed: a model's answer costs fractions of a cent.
 */
public record Money(BigDecimal amount, Currency currency) {

    /** @throws IllegalArgumentException if the amount is not a decimal number or the currency not one of ISO 4217 */
    public static Money of(String amount, String currency) {
        try {
            return new Money(new BigDecimal(amount), Currency.getInstance(currency));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a decimal amount: " + amount, e);
        }
    }

    public static Money zero(Currency currency) {
        return new Money(BigDecimal.ZERO, currency);
    }

    /** @throws IllegalArgumentException if the currencies differ */
    public Money plus(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("cannot add " + other.currency + " to " + currency);
        }
        return new Money(amount.add(other.amount), currency);
    }

    /** The amount without exponent or trailing zeros, for example {@code 0.00002135}. */
    public String plain() {
        BigDecimal stripped = amount.stripTrailingZeros();
        return (stripped.scale() < 0 ? stripped.setScale(0) : stripped).toPlainString();
    }
}
