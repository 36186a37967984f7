package io.assay.core.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** A sum over tokens that remembers which prices it lacked. */
final class TokenBill {
    private static final double MILLION = 1e6;

    private final List<String> missing = new ArrayList<>();
    private double usd;

    /** Adds tokens at a price per million; the price of none need not be known. */
    void add(String price, OptionalDouble perMillion, double tokens) {
        if (tokens != 0) {
            usd += known(price, perMillion) * tokens / MILLION;
        }
    }

    void scale(String factor, OptionalDouble by) {
        scale(known(factor, by));
    }

    void scale(double by) {
        usd *= by;
    }

    private double known(String name, OptionalDouble number) {
        if (number.isEmpty()) {
            missing.add(name);
        }
        return number.orElse(Double.NaN);
    }

    TokenCost cost() {
        return missing.isEmpty() ? new TokenCost.Known(usd) : new TokenCost.Unknown(missing);
    }
}
