package io.assay.local.assess.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.core.verdict.ErrorCosts;
import io.assay.core.verdict.ModelPrices;
import io.assay.core.verdict.TokenCost;
import io.assay.core.verdict.TunableBase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Costs, prices and tunable bases. */
class InputFilesTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 12, 1);
    private static final List<String> LABELS = List.of("a", "b", "c/d");

    @TempDir
    private Path folder;

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("given.json"), text);
    }

    @Test
    void costs_fillTheMatrix() throws IOException {
        ErrorCosts costs = CostsFile.read(
                write("{\"default\": 20, \"costs\": {\"a\": {\"b\": 250, \"a\": 0}, \"c/d\": {\"a\": \"2.5\"}}}"),
                LABELS,
                10);

        assertThat(costs.of(0, 1)).isEqualTo(25);
        assertThat(costs.of(2, 0)).isEqualTo(0.25);
        assertThat(costs.of(1, 0)).isEqualTo(2);
        assertThat(costs.of(1, 1)).isZero();
    }

    @Test
    void costsWithoutDefault_takeTheCostOfAnError() throws IOException {
        assertThat(CostsFile.read(write("{\"costs\": {}}"), LABELS, 7).of(0, 1)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"costs": {"x": {}}}                | at '/costs/x': 'x' is no label of the cases
            {"costs": {"c/d": {"y": 1}}}        | at '/costs/c~1d/y': 'y' is no label
            {"costs": {"a": {"b": -1}}}         | at '/costs/a/b': is no number
            {"costs": {"a": {"b": "NaN"}}}      | at '/costs/a/b': is no number
            {"costs": {"a": {"a": 1}}}          | at '/costs/a/a': is no number from 0 to 0
            {"costs": {"a": 5}}                 | at '/costs/a': is no object
            {"default": "much"}                 | at '/default': is no number
            {"cost": {}}                        | at '/cost': is a field that is not known here
            {"costs": {"a": NaN}}               | not valid JSON at line 1
            [1]                                 | not a JSON object
            text,label                          | not valid JSON
            {"costs": {}, "costs": {}}          | a field given twice
            """)
    void brokenCosts_areToldWithThePlace(String json, String told) throws IOException {
        Path file = write(json);

        assertThatThrownBy(() -> CostsFile.read(file, LABELS, 10))
                .isInstanceOf(InputProblem.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(told)
                .hasMessageContaining("; ");
    }

    @Test
    void costsBesideAnErrorCostOfNothing_areRefused() throws IOException {
        Path file = write("{}");

        assertThatThrownBy(() -> CostsFile.read(file, LABELS, 0))
                .isInstanceOf(InputProblem.class)
                .hasMessageContaining("--error-cost");
    }

    @Test
    void shippedPrices_priceTheTunableBases() {
        PricesFile prices = PricesFile.shipped(TODAY);

        ModelPrices micro =
                prices.table().of("amazon.nova-micro-v1:0", "us-east-1").orElseThrow();
        assertThat(micro.tokens().input()).hasValue(0.035);
        assertThat(micro.tokens().output()).hasValue(0.14);
        assertThat(micro.storage()).hasValue(1.95);
        assertThat(micro.unitHour()).isEmpty();
        assertThat(TokenCost.ofTraining(727_000, 3, micro)).isEqualTo(new TokenCost.Known(2.181));
        assertThat(prices.table().of("amazon.titan-embed-text-v2:0", "us-east-1"))
                .isPresent();
        assertThat(prices.table().of("amazon.nova-micro-v1:0", "eu-west-1")).isEmpty();
    }

    @Test
    void ageOfThePricesUsed_decides() {
        PricesFile prices = PricesFile.shipped(TODAY);
        ModelPrices used =
                prices.table().of("amazon.nova-micro-v1:0", "us-east-1").orElseThrow();
        LocalDate read = used.date();

        assertThat(prices.freshness(List.of(used), read.plusDays(90), false)).isEqualTo(ModelPrices.Freshness.FRESH);
        assertThat(prices.freshness(List.of(used), read.plusDays(91), false)).isEqualTo(ModelPrices.Freshness.OLD);
        assertThat(prices.freshness(List.of(used), read.plusDays(181), true)).isEqualTo(ModelPrices.Freshness.STALE);
        assertThatThrownBy(() -> prices.freshness(List.of(used), read.plusDays(181), false))
                .isInstanceOf(InputProblem.class)
                .hasMessageContaining("the prices that come with Assay: its prices of amazon.nova-micro-v1:0")
                .hasMessageContaining("--stale-prices");
        assertThat(prices.freshness(List.of(), read.plusDays(999), false)).isEqualTo(ModelPrices.Freshness.FRESH);
    }

    @Test
    void whatARowLeavesOut_isUnknown() throws IOException {
        PricesFile prices = PricesFile.read(
                write(
                        "{\"rows\": [{\"model\": \"m\", \"region\": \"r\", \"date\": \"2026-11-30\", \"url\": \"https://p\","
                                + " \"cacheSeconds\": 300, \"cacheLeastTokens\": 1000}]}"),
                TODAY);

        ModelPrices row = prices.table().of("m", "r").orElseThrow();
        assertThat(row.tokens().input()).isEmpty();
        assertThat(row.training()).isEmpty();
        assertThat(row.cache().minimumPrefix()).hasValue(1000);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                             | '/rows': holds no price
            {"rows": [{"region": "r", "date": "2026-11-30", "url": "u"}]}  | '/rows/0/model': is missing
            {"rows": [{"model": "m", "region": "r", "date": "30.11.2026", "url": "u"}]} | '30.11.2026' cannot be read
            {"rows": [{"model": "m", "region": "r", "date": "2026-12-02", "url": "u"}]} | is a day to come
            {"rows": [{"model": "m", "region": "r", "date": "2026-11-30", "url": "a b"}]} | 'a b' cannot be read
            {"rows": [{"model": "m", "region": "r", "date": "2026-11-30", "url": "u", "input": -1}]} | '/rows/0/input': is no number
            {"rows": [{"model": "m", "region": "r", "date": "2026-11-30", "url": "u", "inputs": 1}]} | '/rows/0/inputs': is a field that is not known
            {"rows": [{"model": "m", "region": "r", "date": "2026-11-30", "url": "u", "cacheLeastTokens": 1.5}]} | is no whole number
            {"rows": [{"model": "m", "region": "r", "date": "2026-11-30", "url": "u"}, {"model": "m", "region": "r", "date": "2026-11-30", "url": "u"}]} | '/rows/1': is the second row
            {"rows": {"m": 1}}                                             | '/rows': is no list
            """)
    void brokenPrices_areToldWithThePlace(String json, String told) throws IOException {
        Path file = write(json);

        assertThatThrownBy(() -> PricesFile.read(file, TODAY))
                .isInstanceOf(InputProblem.class)
                .hasMessageContaining(told);
    }

    @Test
    void shippedBases_areThoseOnDemand() {
        List<TunableBase> bases = BasesFile.shipped(TODAY);

        assertThat(bases).hasSize(5).allMatch(base -> base.serving() == TunableBase.Serving.ON_DEMAND);
        assertThat(bases.getFirst().records()).isEqualTo(new TunableBase.RecordLimits(8, 20_000));
        assertThat(bases).extracting(TunableBase::region).containsOnly("us-east-1", "us-west-2");
        assertThat(bases.getLast().records().most()).isEqualTo(Long.MAX_VALUE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "serving": "hosted"                                             | is no way of serving
            "serving": "on-demand", "leastRecords": 9, "mostRecords": 8     | is below leastRecords
            "serving": "on-demand", "legacy": "no"                          | is neither true nor false
            "serving": "on-demand", "endOfLife": "soon"                     | 'soon' cannot be read
            """)
    void brokenBases_areToldWithThePlace(String fields, String told) throws IOException {
        Path file =
                write("{\"rows\": [{\"model\": \"m\", \"region\": \"r\", \"readOn\": \"2026-11-30\", \"url\": \"u\", "
                        + fields + "}]}");

        assertThatThrownBy(() -> BasesFile.read(file, TODAY))
                .isInstanceOf(InputProblem.class)
                .hasMessageContaining("/rows/0/")
                .hasMessageContaining(told);
    }
}
