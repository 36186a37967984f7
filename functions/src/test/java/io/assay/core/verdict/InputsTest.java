package io.assay.core.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class InputsTest {
    private static final Inputs REFERENCE = Inputs.reference(List.of("tuned"));

    @Test
    void referenceProfile_isTheSpecifications() {
        Values likely = REFERENCE.likely();

        assertThat(REFERENCE.isReference()).isTrue();
        assertThat(REFERENCE.haveRanges()).isFalse();
        assertThat(likely.volume()).isEqualTo(20_000);
        assertThat(likely.fromScratch()).isEqualTo(2);
        assertThat(likely.escalated()).isEqualTo(2);
        assertThat(likely.blind()).isEqualTo(2);
        assertThat(likely.of(Quantity.ERROR_COST)).isEqualTo(10);
        assertThat(likely.of(Quantity.BUILD_DAYS, "tuned")).isEqualTo(15);
        assertThat(likely.of(Quantity.RETRAINING_DAYS, "tuned")).isEqualTo(4);
        assertThat(likely.of(Quantity.BUILD_DAYS, "retrieval")).isZero();
        assertThat(likely.discounting().months()).isEqualTo(24);
    }

    @Test
    void anythingGivenOrMeasured_isNoLongerTheReference() {
        assertThat(REFERENCE.with(Quantity.WAGE, WorkedExample.given(40)).isReference())
                .isFalse();
        assertThat(REFERENCE
                        .with(Quantity.MINUTES_BLIND, Estimate.point(2.5, Estimate.Source.MEASURED))
                        .isReference())
                .isFalse();
    }

    @Test
    void missingInput_isNamed() {
        TreeMap<Input, Estimate> some = new TreeMap<>(REFERENCE.estimates());
        some.remove(Input.of(Quantity.WAGE));

        assertThatThrownBy(() -> new Inputs(some))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("missing: wage");
    }

    @Test
    void valueOutsideItsBounds_isNamed() {
        assertThatThrownBy(() -> REFERENCE.with(Quantity.PEOPLE_ERROR_RATE, WorkedExample.given(0, 0.5, 1.5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("people error rate outside [0.0, 1.0]");
        assertThatThrownBy(() -> REFERENCE.with(Input.of(Quantity.BUILD_DAYS, "tuned"), WorkedExample.given(-1)))
                .hasMessageContaining("build days of tuned");
    }

    @Test
    void armIsNamed_whereEachArmHasItsOwn() {
        assertThatThrownBy(() -> Input.of(Quantity.BUILD_DAYS)).hasMessage("build days is of an arm");
        assertThatThrownBy(() -> Input.of(Quantity.WAGE, "tuned")).hasMessage("wage is not of an arm");
        assertThat(Quantity.WAGE.unit()).isEqualTo("USD an hour");
    }

    @Test
    void draws_stayInTheirRanges_andAreTheSameForASeed() {
        Inputs ranged = REFERENCE
                .with(Quantity.WAGE, WorkedExample.given(30, 40, 60))
                .with(Input.of(Quantity.BUILD_DAYS, "tuned"), WorkedExample.given(5, 15, 40));
        for (long seed = 0; seed < 200; seed++) {
            Values drawn = ranged.draw(seed);
            assertThat(drawn.of(Quantity.WAGE)).as("seed %s", seed).isBetween(30.0, 60.0);
            assertThat(drawn.of(Quantity.BUILD_DAYS, "tuned"))
                    .as("seed %s", seed)
                    .isBetween(5.0, 40.0);
            assertThat(drawn.of(Quantity.WAGE)).isEqualTo(ranged.draw(seed).of(Quantity.WAGE));
            assertThat(drawn.volume()).isEqualTo(20_000);
        }
        assertThat(ranged.draw(1).of(Quantity.WAGE)).isNotEqualTo(ranged.draw(2).of(Quantity.WAGE));
        assertThat(ranged.of(Input.of(Quantity.DETECTION_DAYS))).isEmpty();
    }

    @Test
    void otherValue_leavesTheRestAlone() {
        Values likely = REFERENCE.likely();
        Values changed = likely.with(Input.of(Quantity.UPKEEP_DAYS, "retrieval"), 2);

        assertThat(changed.of(Quantity.UPKEEP_DAYS, "retrieval")).isEqualTo(2);
        assertThat(changed.of(Quantity.UPKEEP_DAYS, "tuned")).isEqualTo(1);
        assertThat(likely.of(Quantity.UPKEEP_DAYS, "retrieval")).isZero();
        assertThat(changed.with(Input.of(Quantity.UPKEEP_DAYS, "tuned"), 3).of(Quantity.BUILD_DAYS, "tuned"))
                .isEqualTo(15);
    }

    @Test
    void discounting_isTheSumOfPowers() {
        Discounting yearly = Discounting.yearly(0.10, 24);
        double d = Math.pow(1.1, -1 / 12.0);
        double sum = 0;
        for (int t = 3; t <= 24; t++) {
            sum += Math.pow(d, t);
        }

        assertThat(yearly.after(2)).isCloseTo(sum, within(1e-12));
        assertThat(yearly.factor(12)).isCloseTo(1 / 1.1, within(1e-15));
        assertThat(yearly.after(30)).isZero();
        assertThat(Discounting.yearly(0, 24).after(2)).isEqualTo(22);
        assertThat(Discounting.yearly(1e-12, 24).after(2)).isCloseTo(22, within(1e-9));
    }
}
