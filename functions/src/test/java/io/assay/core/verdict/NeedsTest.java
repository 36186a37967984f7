package io.assay.core.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What a verdict that is not there yet asks for. */
class NeedsTest {

    private static Verdict with(Consumer<Findings> change) {
        Findings findings = new Findings();
        change.accept(findings);
        return findings.verdict();
    }

    private static List<String> kinds(Verdict verdict) {
        return verdict.needs().stream().map(need -> need.kind().word()).toList();
    }

    @Test
    void undecidedMoney_asksForRows() {
        Verdict verdict = with(findings -> {
            findings.low = -2_000;
            findings.median = 5_000;
            findings.high = 12_000;
            findings.dataDeviation = 4_000;
        });

        // 1,000 · (2.487 · 4,000 / 5,000)² = 3,958.5
        assertThat(verdict.needs())
                .containsExactly(new Need(Need.Kind.ROWS, 2_959, "reviewed rows", "fewer leave open whether it pays"));
        assertThat(verdict.reason())
                .endsWith("undecided for want of 2,959 more reviewed rows: fewer leave open whether it pays.");
    }

    @Test
    void undecidedMateriality_asksForRows() {
        Verdict verdict = with(findings -> {
            findings.low = 1_000;
            findings.median = 3_000;
            findings.high = 5_000;
            findings.dataDeviation = 1_216;
        });

        // 1,000 · (2.487 · 1,216 / (4,000 − 3,000))² = 9,145.9
        assertThat(verdict.needs().getFirst().n()).isEqualTo(8_146);
    }

    @Test
    void undecidedForInputs_asksForInputsNotRows() {
        Verdict verdict = with(findings -> {
            findings.low = -2_000;
            findings.median = 5_000;
            findings.inputsShare = 0.51;
            findings.flips =
                    List.of(Findings.flip(36, 50, Estimate.Source.GIVEN), Findings.flip(40, 40, Estimate.Source.GIVEN));
        });

        assertThat(kinds(verdict)).containsExactly("inputs");
        assertThat(verdict.needs().getFirst().of()).isEqualTo("wage");
        assertThat(verdict.reason()).contains("undecided for want of closer figures for wage: ");
    }

    @Test
    void oneRefit_asksForMore() {
        Verdict verdict = with(findings -> {
            findings.low = -2_000;
            findings.refits = 1;
        });

        assertThat(kinds(verdict)).containsExactly("rows", "refits");
    }

    @Test
    void noisyLabels_askForDoubleReview() {
        Verdict maybe = with(findings -> findings.noiseUpper = 0.04);
        assertThat(maybe.reason()).contains("undecided for want of 120 rows reviewed twice: ");
        Verdict surely = with(findings -> {
            findings.noise = 0.03;
            findings.noiseUpper = 0.04;
        });
        Verdict unseen = with(findings -> {
            findings.noise = 0;
            findings.noiseUpper = 0.04;
        });

        // 1.645² · 0.01 · 0.99 / (0.025 − 0.01)² = 119.1; the rule of three asks for 3 / 0.025 = 120
        assertThat(maybe.needs().getFirst().n()).isEqualTo(120);
        assertThat(surely.needs().getFirst().n()).isEqualTo(1_000);
        assertThat(surely.needs().getFirst().why()).contains("is above half");
        assertThat(unseen.needs().getFirst().n()).isEqualTo(120);
        assertThat(kinds(maybe)).containsExactly("double-review");
    }

    @Test
    void latePayback_asksForTheInputThatWeighsMost() {
        assertThat(with(findings -> findings.payback = 13).needs())
                .containsExactly(new Need(Need.Kind.INPUTS, 1, "upkeep", "it keeps the payback late"));
    }

    @Test
    void brokenCaps_askForLabels() {
        Verdict verdict =
                with(findings -> findings.brokenCaps = List.of(Findings.cap("card", 40), Findings.cap("transfer", 12)));

        assertThat(verdict.needs())
                .containsExactly(
                        new Need(
                                Need.Kind.LABELS,
                                40,
                                "rows of the label card",
                                "its errors are not shown to stay below its cap"),
                        new Need(
                                Need.Kind.LABELS,
                                12,
                                "rows of the label transfer",
                                "its errors are not shown to stay below its cap"));
        assertThat(verdict.reason()).contains("undecided for want of 40 more rows of the label card: ");
    }
}
