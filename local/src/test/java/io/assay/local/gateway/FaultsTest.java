package io.assay.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FaultsTest {
    private static final Place APPEND = new Place("ActionRole", "PutItem", "Cases", "Acted");
    private static final FaultRule HALF = FaultRule.of(new Fault.LoseAnswer()).at(0.5);

    @Test
    void sameSeed_strikesTheSamePointsInWhateverOrderTheyCome() {
        Faults one = new Faults(7);
        Faults two = new Faults(7);
        one.add(HALF);
        two.add(HALF);
        List<Integer> forth = new ArrayList<>();
        List<Integer> back = new ArrayList<>();
        for (int i = 0; i < 200; i++) if (strikes(one, i)) forth.add(i);
        for (int i = 199; i >= 0; i--) if (strikes(two, i)) back.addFirst(i);

        assertThat(forth).isEqualTo(back).hasSizeBetween(70, 130);
        Faults other = new Faults(8);
        other.add(HALF);
        List<Integer> elsewhere = new ArrayList<>();
        for (int i = 0; i < 200; i++) if (strikes(other, i)) elsewhere.add(i);
        assertThat(elsewhere).isNotEqualTo(forth);
    }

    @Test
    void requestThatIsRepeated_isDrawnAnew() {
        Faults faults = new Faults(7);
        faults.add(HALF);
        int struck = 0;
        for (int i = 0; i < 200; i++) if (strikes(faults, 1)) struck++;
        assertThat(struck).isBetween(70, 130);
    }

    @Test
    void ruleForOnce_strikesOnceAtItsPlaceAlone() {
        Faults faults = new Faults(7);
        FaultRule rule = FaultRule.of(new Fault.LoseAnswer()).at(APPEND).once();
        faults.add(rule);
        Point elsewhere = new Point(
                new Place("ActionRole", "PutItem", "Cases", "Failed"),
                Point.Nature.EFFECT,
                Optional.of(Service.DYNAMODB),
                "");
        assertThat(faults.strike(elsewhere)).isEmpty();
        assertThat(faults.struck(rule)).isZero();
        assertThat(strikes(faults, 1)).isTrue();
        assertThat(strikes(faults, 2)).isFalse();
        assertThat(faults.struck(rule)).isEqualTo(1);
    }

    @Test
    void faultOfAnEffect_passesOverReadsAndAcknowledgementsOfRequests() {
        Faults faults = new Faults(7);
        faults.add(FaultRule.of(new Fault.Crash(Fault.Moment.BEFORE)));
        Place read = new Place("ActionRole", "Query", "Cases", "");
        assertThat(faults.strike(new Point(read, Point.Nature.REQUEST, Optional.of(Service.DYNAMODB), "")))
                .isEmpty();
        assertThat(faults.strike(Point.acknowledgement("ActionRole", "action", "")))
                .contains(new Fault.Crash(Fault.Moment.BEFORE));
        faults.clear();
        faults.add(FaultRule.of(new Fault.Throttle()));
        assertThat(faults.strike(Point.acknowledgement("ActionRole", "action", "")))
                .isEmpty();
    }

    private static boolean strikes(Faults faults, int number) {
        return faults.strike(new Point(APPEND, Point.Nature.EFFECT, Optional.of(Service.DYNAMODB), "case " + number))
                .isPresent();
    }
}
