package io.assay.core.verdict;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Prices by model and region.
 *
 * <p>Constructing throws {@link IllegalArgumentException} if a model is there twice for one region.
 */
public record PriceTable(List<ModelPrices> rows) {

    public PriceTable {
        rows = List.copyOf(rows);
        Set<List<String>> seen = new HashSet<>();
        for (ModelPrices row : rows) {
            if (!seen.add(List.of(row.model(), row.region()))) {
                throw new IllegalArgumentException("two prices of " + row.model() + " in " + row.region());
            }
        }
    }

    /** Empty: unknown. The price of another region is not taken for it. */
    public Optional<ModelPrices> of(String model, String region) {
        return rows.stream()
                .filter(row -> row.model().equals(model) && row.region().equals(region))
                .findFirst();
    }

    /** The worst freshness of the prices that are used. */
    public static ModelPrices.Freshness freshness(Collection<ModelPrices> used, LocalDate today) {
        return used.stream()
                .map(prices -> prices.freshness(today))
                .max(Enum::compareTo)
                .orElse(ModelPrices.Freshness.FRESH);
    }
}
