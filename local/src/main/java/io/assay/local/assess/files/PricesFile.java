package io.assay.local.assess.files;

import io.assay.core.verdict.ModelPrices;
import io.assay.core.verdict.PriceTable;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Prices as a dated file gives them: {@code {"rows": [{"model", "region", "date", "url", …}]}}, USD.
 *
 * <p>Of a row, {@code model}, {@code region}, {@code date} (the day on which the prices were read) and {@code url} are needed.
 * What is left out is unknown: {@code input}, {@code output}, {@code cacheRead}, {@code cacheWrite}, {@code training} (per
 * million tokens), {@code cacheSeconds}, {@code cacheLeastTokens}, {@code batchFactor}, {@code flexFactor}, {@code storage}
 * (a month), {@code unitHour}. {@code note} is for people.
 *
 * @param name  as reports call it
 * @param table all rows
 */
public record PricesFile(String name, PriceTable table) {
    private static final String SHIPPED = "the prices that come with Assay";
    private static final double MOST_USD = 1e9;
    private static final double LONGEST_CACHE = 1e7;
    private static final Set<String> FIELDS = Set.of(
            "model",
            "region",
            "date",
            "url",
            "input",
            "output",
            "cacheRead",
            "cacheWrite",
            "cacheSeconds",
            "cacheLeastTokens",
            "batchFactor",
            "flexFactor",
            "training",
            "storage",
            "unitHour",
            "note");

    /** @throws InputProblem with a JSON Pointer, if a row is not as described, of a day to come, or there twice */
    public static PricesFile read(Path file, LocalDate today) {
        return of(file.toString(), JsonPart.read(file), today);
    }

    /**
     * The prices that come with Assay.
     *
     * @throws InputProblem if {@code today} is before the day of a row
     */
    public static PricesFile shipped(LocalDate today) {
        return of(SHIPPED, JsonPart.shipped("prices.json", SHIPPED), today);
    }

    private static PricesFile of(String name, JsonPart document, LocalDate today) {
        document.requireOnly(Set.of("rows", "note"));
        List<JsonPart> rows = document.field("rows").items();
        if (rows.isEmpty()) {
            throw document.field("rows").problem("holds no price", "write one row a model and region");
        }
        Set<List<String>> seen = new HashSet<>();
        for (JsonPart row : rows) {
            row.requireOnly(FIELDS);
            if (!seen.add(List.of(row.field("model").text(), row.field("region").text()))) {
                throw row.problem("is the second row of this model and region", "take one of them out");
            }
        }
        return new PricesFile(
                name, new PriceTable(rows.stream().map(row -> row(row, today)).toList()));
    }

    private static ModelPrices row(JsonPart row, LocalDate today) {
        return new ModelPrices(
                row.field("model").text(),
                row.field("region").text(),
                new ModelPrices.TokenPrices(
                        usd(row, "input"), usd(row, "output"), usd(row, "cacheRead"), usd(row, "cacheWrite")),
                cache(row),
                row.field("batchFactor").optionalNumber(0, 10),
                row.field("flexFactor").optionalNumber(0, 10),
                usd(row, "training"),
                usd(row, "storage"),
                usd(row, "unitHour"),
                row.field("date").readingDay(today),
                row.field("url").parsed(URI::create, "a URL"));
    }

    private static ModelPrices.Cache cache(JsonPart row) {
        OptionalDouble seconds = row.field("cacheSeconds").optionalNumber(1, LONGEST_CACHE);
        JsonPart least = row.field("cacheLeastTokens");
        return new ModelPrices.Cache(
                seconds.isPresent() ? Optional.of(Duration.ofSeconds((long) seconds.getAsDouble())) : Optional.empty(),
                least.present() ? OptionalInt.of((int) least.whole(0, Integer.MAX_VALUE)) : OptionalInt.empty());
    }

    private static OptionalDouble usd(JsonPart row, String field) {
        return row.field(field).optionalNumber(0, MOST_USD);
    }

    /**
     * How far the prices that are used can be trusted by their age.
     *
     * @param used         rows of this table
     * @param staleAllowed {@code --stale-prices} was given
     * @throws InputProblem if one is more than 180 days old and that is not allowed
     */
    public ModelPrices.Freshness freshness(Collection<ModelPrices> used, LocalDate today, boolean staleAllowed) {
        ModelPrices.Freshness worst = PriceTable.freshness(used, today);
        if (worst == ModelPrices.Freshness.STALE && !staleAllowed) {
            ModelPrices oldest =
                    used.stream().min(Comparator.comparing(ModelPrices::date)).orElseThrow();
            throw InputProblem.of(
                    name,
                    "its prices of " + oldest.model() + " in " + oldest.region() + " are of " + oldest.date()
                            + ", more than 180 days old",
                    "read them again at " + oldest.source()
                            + " and give them with --prices FILE, or say --stale-prices");
        }
        return worst;
    }
}
