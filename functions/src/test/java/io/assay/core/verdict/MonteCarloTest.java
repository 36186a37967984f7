package io.assay.core.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class MonteCarloTest {
    private static final Inputs POINTS = WorkedExample.INPUTS;

    private static Flip volumeFlip(Inputs inputs) {
        return Flip.of(Draws.run(inputs, 0, 2), inputs).stream()
                .filter(flip -> flip.input().equals(Input.of(Quantity.VOLUME)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void sameSeed_givesTheSameDraws() {
        MonteCarlo once = Draws.run(POINTS, 0.02, 200);
        MonteCarlo again = Draws.run(POINTS, 0.02, 200);

        assertThat(again.delta(0.05)).isEqualTo(once.delta(0.05));
        assertThat(again.breakEven(0.95)).isEqualTo(once.breakEven(0.95));
    }

    @Test
    void quantilesOfUniformDraws_areWhereTheyBelong() {
        // Δ is a straight line over the shift of coverage, which is uniform: 5 % and 95 % lie 0.9 of the way out
        double spread = 0.02;
        MonteCarlo draws = Draws.run(POINTS, spread, MonteCarlo.DRAWS);
        double out = ARM_DIFFERENCE * spread * 0.9;

        assertThat(draws.delta(0.5)).isCloseTo(18_485.77, within(0.05 * out));
        assertThat(draws.delta(0.95)).isCloseTo(18_485.77 + out, within(0.02 * out));
        assertThat(draws.delta(0.05)).isCloseTo(18_485.77 - out, within(0.02 * out));
        assertThat(draws.dataDeviation()).isCloseTo(ARM_DIFFERENCE * spread / Math.sqrt(3), within(0.02 * out));
        assertThat(draws.monthlySaving(0.5)).isCloseTo(1_688.24, within(20.0));
    }

    /** USD of Δ for each unit of shift: both arms move, an automated case saves 2.00 − 0.34 of 10,000, in 19.788 months. */
    private static final double ARM_DIFFERENCE = 2 * (2.00 - 0.34) * 10_000 * 19.788238259;

    @Test
    void medianDelta_isPositiveExactlyAboveTheMedianBreakEven() {
        for (double volume : new double[] {2_000, 5_500, 6_000, 6_400, 7_000, 12_000}) {
            MonteCarlo draws = Draws.run(POINTS.with(Quantity.VOLUME, WorkedExample.given(volume)), 0.02, 501);

            assertThat(draws.delta(0.5) > 0).as("at %s", volume).isEqualTo(volume > draws.breakEven(0.5));
        }
    }

    @Test
    void variance_isSharedBetweenDataAndInputs() {
        Inputs ranged = POINTS.with(Quantity.DAY_RATE, WorkedExample.given(700, 800, 900));

        assertThat(Draws.run(POINTS, 0.02, 500).inputsShare()).isZero();
        assertThat(Draws.run(ranged, 0, 500).inputsShare()).isEqualTo(1);
        MonteCarlo both = Draws.run(ranged, 0.01, MonteCarlo.DRAWS);
        // triangular (700, 800, 900): variance 100² / 6; Δ falls by build, upkeep and retraining for each USD of day
        // rate
        double perUsd = 15 + 19.788238259 + 4 / 1.1;
        double inputs = perUsd * perUsd * 1e4 / 6;
        double data = Math.pow(ARM_DIFFERENCE * 0.01, 2) / 3;
        assertThat(both.inputsShare()).isCloseTo(inputs / (inputs + data), within(0.02));
    }

    @Test
    void rangesOfInputs_widenTheInterval() {
        Inputs ranged = POINTS.with(Quantity.VOLUME, WorkedExample.given(5_000, 10_000, 20_000));

        assertThat(Draws.run(ranged, 0.01, 500).delta(0.05))
                .isLessThan(Draws.run(POINTS, 0.01, 500).delta(0.05));
        assertThat(Draws.run(ranged, 0.01, 500).probabilityPays()).isStrictlyBetween(0.5, 1.0);
    }

    @Test
    void neverPaidBack_isInfinite() {
        MonteCarlo draws = Draws.run(POINTS.with(Quantity.VOLUME, WorkedExample.given(10)), 0.01, 50);

        assertThat(draws.paybackMonth(0.05)).isInfinite();
        assertThat(draws.probabilityPays()).isZero();
        assertThat(draws.medianPays()).isFalse();
    }

    @Test
    void wrongArguments_areRefused() {
        assertThatThrownBy(() -> Draws.run(POINTS, 0, 1)).hasMessage("fewer than 2 draws: 1");
        assertThatThrownBy(() -> MonteCarlo.run(Draws.ARMS, POINTS, Map.of(), seed -> Map.of(), 2, 1))
                .hasMessage("no means of retrieval");
    }

    @Test
    void volumeThatFlips_isTheBreakEven() {
        Flip volume = volumeFlip(POINTS);

        assertThat(volume.at()).isPresent();
        assertThat(volume.at().getAsDouble()).isCloseTo(6_248.5647, within(1e-3));
        assertThat(volume.insideRange()).isFalse();
    }

    @Test
    void eachFlip_isARootOfTheMedian() {
        Inputs ranged = POINTS.with(Quantity.WAGE, WorkedExample.given(30, 40, 50));
        MonteCarlo draws = Draws.run(ranged, 0.01, 101);
        List<Flip> flips = Flip.of(draws, ranged);

        assertThat(flips)
                .extracting(Flip::input)
                .containsExactlyElementsOf(ranged.estimates().keySet());
        for (Flip flip : flips) {
            flip.at()
                    .ifPresent(root -> assertThat(draws.medianPays(flip.input(), root * (1 + 1e-6)))
                            .as(flip.input().text())
                            .isNotEqualTo(draws.medianPays(flip.input(), root * (1 - 1e-6))));
        }
        assertThat(flips.stream()
                        .filter(flip -> flip.at().isPresent())
                        .map(flip -> flip.input().text()))
                .contains("volume", "wage", "horizon", "build days of tuned", "upkeep days of tuned");
        assertThat(flips.stream()
                        .filter(flip -> flip.at().isEmpty())
                        .map(flip -> flip.input().text()))
                .contains("discount rate", "people error rate", "validation days of tuned");
    }

    @Test
    void rootInsideAGivenRange_gates() {
        Inputs wide = POINTS.with(Quantity.VOLUME, WorkedExample.given(6_000, 10_000, 14_000));
        Inputs narrow = POINTS.with(Quantity.VOLUME, WorkedExample.given(7_000, 10_000, 14_000));
        Inputs assumed = POINTS.with(Quantity.VOLUME, new Estimate(6_000, 10_000, 14_000, Estimate.Source.ASSUMED));

        assertThat(volumeFlip(wide).gates()).isTrue();
        assertThat(volumeFlip(narrow).gates()).isFalse();
        Flip notGiven = volumeFlip(assumed);
        assertThat(notGiven.insideRange()).isTrue();
        assertThat(notGiven.gates()).isFalse();
    }

    @Test
    void findings_areTheMiddleOfTheDraws() {
        MonteCarlo draws = Draws.run(POINTS, 0.02, 500);
        MoneyFindings money = MoneyFindings.of(
                draws, WorkedExample.comparison(), Flip.of(Draws.run(POINTS, 0, 2), POINTS), OptionalDouble.empty());

        assertThat(money.alternative()).isEqualTo("retrieval");
        assertThat(money.delta().median()).isEqualTo(draws.delta(0.5));
        assertThat(money.materiality()).isCloseTo(0.6 * 6_720.259, within(1e-6));
        assertThat(money.gapAMonth()).isZero();
        assertThat(money.leastBreakEven()).isLessThan(money.breakEven());
    }
}
