package io.assay.core.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenCostTest {
    private static final ModelPrices.Cache CACHE =
            new ModelPrices.Cache(Optional.of(Duration.ofMinutes(5)), OptionalInt.of(1_000));
    private static final ModelPrices FULL = prices("full", OptionalDouble.of(0.25), OptionalDouble.of(0.5));
    private static final ModelPrices EMBEDDER = prices("embedder", OptionalDouble.empty(), OptionalDouble.empty());

    private static ModelPrices prices(String model, OptionalDouble cacheRead, OptionalDouble factor) {
        return new ModelPrices(
                model,
                "eu-west-1",
                new ModelPrices.TokenPrices(
                        OptionalDouble.of(1), OptionalDouble.of(4), cacheRead, OptionalDouble.of(1.25)),
                CACHE,
                factor,
                OptionalDouble.empty(),
                OptionalDouble.of(1.5),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                WorkedExample.DAY,
                URI.create("https://prices.example"));
    }

    private static double usd(TokenCost cost) {
        return switch (cost) {
            case TokenCost.Known known -> known.usd();
            case TokenCost.Unknown unknown -> throw new AssertionError(unknown);
        };
    }

    @Test
    void everyKindOfToken_isPaid() {
        TokenUsage usage = new TokenUsage(2_000, 1_200, 300, 10, 100);

        double one = 500 * 1 + 1_200 * 0.25 + 300 * 1.25 + 10 * 4;
        assertThat(usd(TokenCost.of(usage, Asking.once(), FULL, Optional.of(EMBEDDER))))
                .isCloseTo((one + 100) / 1e6, within(1e-15));
        // five votes, a tenth asked again, half the price in a batch; the embedding is made once
        Asking votes = new Asking(5, 0.1, Asking.Tier.BATCH, false);
        assertThat(usd(TokenCost.of(usage, votes, FULL, Optional.of(EMBEDDER))))
                .isCloseTo((one * 5 * 1.1 * 0.5 + 100) / 1e6, within(1e-15));
    }

    @Test
    void unknownPrice_makesTheCostUnknown_onlyWhereItIsPaid() {
        ModelPrices noCache = prices("bare", OptionalDouble.empty(), OptionalDouble.empty());

        assertThat(TokenCost.of(new TokenUsage(2_000, 1_200, 0, 10, 50), Asking.once(), noCache, Optional.empty()))
                .isEqualTo(new TokenCost.Unknown(
                        List.of("cache read of bare in eu-west-1", "input of the embedding model")));
        assertThat(TokenCost.of(
                        TokenUsage.plain(10, 1), new Asking(1, 0, Asking.Tier.FLEX, true), FULL, Optional.empty()))
                .isEqualTo(new TokenCost.Unknown(List.of("flex factor of full in eu-west-1")));
        assertThat(TokenCost.of(TokenUsage.plain(2_000, 10), Asking.once(), noCache, Optional.empty()))
                .isInstanceOf(TokenCost.Known.class);
    }

    @Test
    void training_isPaidByTokenAndEpoch() {
        assertThat(usd(TokenCost.ofTraining(700_000, 2, FULL))).isCloseTo(2.1, within(1e-12));
        assertThat(TokenCost.ofTraining(1, 1, WorkedExample.PRICES))
                .isEqualTo(new TokenCost.Unknown(List.of("training of small in us-east-1")));
    }

    @Test
    void cachedPrefix_isHitAsOftenAsCallsComeInTime() {
        TokenUsage plain = TokenUsage.plain(3_000, 10);
        // 8,755.2 calls a month: one in five minutes, so P_hit = 1 − 1/e
        TokenUsage cached = plain.cached(2_000, 8_755.2, CACHE);

        assertThat(cached.cacheRead()).isCloseTo(2_000 * (1 - Math.exp(-1)), within(1e-9));
        assertThat(cached.cacheRead() + cached.cacheWrite()).isCloseTo(2_000, within(1e-9));
        assertThat(plain.cached(999, 1e6, CACHE)).isEqualTo(plain);
        assertThat(plain.cached(1_000, 1e6, CACHE).cacheRead()).isPositive();
        assertThat(plain.cached(2_000, 1e6, new ModelPrices.Cache(Optional.empty(), OptionalInt.of(1))))
                .isEqualTo(plain);
        assertThat(plain.cached(
                        2_000, 1e6, new ModelPrices.Cache(Optional.of(Duration.ofMinutes(5)), OptionalInt.empty())))
                .isEqualTo(plain);
    }

    @Test
    void whatCannotBe_isRefused() {
        assertThatThrownBy(() -> new TokenUsage(10, 8, 3, 1, 0)).hasMessageContaining("not a usage");
        assertThatThrownBy(() -> new TokenUsage(10, -1, 0, 1, 0)).hasMessageContaining("not a usage");
        assertThatThrownBy(() -> new TokenUsage(10, 0, -1, 1, 0)).hasMessageContaining("not a usage");
        assertThatThrownBy(() -> new TokenUsage(10, 0, 0, -1, 0)).hasMessageContaining("not a usage");
        assertThatThrownBy(() -> new TokenUsage(10, 0, 0, 1, -1)).hasMessageContaining("not a usage");
        assertThatThrownBy(() -> new Asking(0, 0, Asking.Tier.STANDARD, false)).hasMessageContaining("calls 0");
        assertThatThrownBy(() -> new Asking(1, -1, Asking.Tier.STANDARD, false)).hasMessageContaining("retry");
        assertThatThrownBy(() -> new Asking(1, 0, Asking.Tier.BATCH, true)).hasMessage("a batch takes no tools");
        assertThat(Asking.Tier.FLEX.word()).isEqualTo("flex");
    }

    @ParameterizedTest
    @CsvSource({"0, FRESH", "90, FRESH", "91, OLD", "180, OLD", "181, STALE"})
    void pricesAge(int days, ModelPrices.Freshness freshness) {
        LocalDate today = WorkedExample.DAY.plusDays(days);

        assertThat(FULL.freshness(today)).isEqualTo(freshness);
        assertThat(PriceTable.freshness(List.of(FULL), today)).isEqualTo(freshness);
    }

    @Test
    void priceTable_knowsModelAndRegion() {
        PriceTable table = new PriceTable(List.of(FULL, EMBEDDER));

        assertThat(table.of("full", "eu-west-1")).contains(FULL);
        assertThat(table.of("full", "us-east-1")).isEmpty();
        assertThat(table.of("other", "eu-west-1")).isEmpty();
        assertThat(PriceTable.freshness(List.of(), WorkedExample.DAY)).isEqualTo(ModelPrices.Freshness.FRESH);
        assertThatThrownBy(() -> new PriceTable(List.of(FULL, FULL))).hasMessage("two prices of full in eu-west-1");
        assertThatThrownBy(() -> FULL.freshness(WorkedExample.DAY.minusDays(1))).hasMessageContaining("a day to come");
    }
}
