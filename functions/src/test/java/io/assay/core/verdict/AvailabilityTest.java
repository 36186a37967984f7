package io.assay.core.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AvailabilityTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 1);
    private static final TunableBase.RecordLimits LIMITS = new TunableBase.RecordLimits(8, 20_000);

    static TunableBase base(boolean legacy, Optional<LocalDate> endOfLife, Optional<Duration> p95) {
        return new TunableBase(
                "amazon.nova-micro-v1:0",
                "us-east-1",
                TunableBase.Serving.ON_DEMAND,
                legacy,
                LIMITS,
                true,
                false,
                endOfLife,
                p95,
                TODAY);
    }

    private static Availability.Demand demand(Optional<Set<String>> regions, long rows, Optional<Duration> p95) {
        return new Availability.Demand(TODAY, regions, rows, p95);
    }

    private static List<String> rules(Availability availability) {
        return switch (availability) {
            case Availability.Available available -> List.of();
            case Availability.Refused refused ->
                refused.refusals().stream().map(Availability.Refusal::rule).toList();
        };
    }

    @Test
    void baseThatMeetsEveryDemand_isAvailable() {
        TunableBase base = base(false, Optional.of(TODAY.plusDays(180)), Optional.of(Duration.ofMillis(800)));

        assertThat(Availability.of(
                        base, demand(Optional.of(Set.of("us-east-1")), 20_000, Optional.of(Duration.ofMillis(800)))))
                .isEqualTo(new Availability.Available(base));
        assertThat(TunableBase.Serving.ON_DEMAND.word()).isEqualTo("on-demand");
    }

    @Test
    void whatIsNotKnown_refusesNothing() {
        TunableBase base = base(false, Optional.empty(), Optional.empty());

        assertThat(rules(Availability.of(base, demand(Optional.empty(), 8, Optional.of(Duration.ofMillis(1))))))
                .isEmpty();
        assertThat(rules(Availability.of(
                        base(false, Optional.empty(), Optional.of(Duration.ofHours(1))),
                        demand(Optional.empty(), 8, Optional.empty()))))
                .isEmpty();
    }

    @Test
    void everyRuleThatRefuses_isNamed() {
        TunableBase base = base(true, Optional.of(TODAY.plusDays(179)), Optional.of(Duration.ofMillis(801)));
        Availability availability = Availability.of(
                base, demand(Optional.of(Set.of("eu-central-1")), 7, Optional.of(Duration.ofMillis(800))));

        assertThat(rules(availability)).containsExactly("legacy", "end-of-life", "region", "record-limits", "latency");
        assertThat(((Availability.Refused) availability).refusals().stream().map(Availability.Refusal::text))
                .containsExactly(
                        "it is a legacy model",
                        "it ends on 2027-04-29, in 179 days",
                        "the data may not go to us-east-1",
                        "7 training rows, it takes 8 to 20000",
                        "95 % of its answers take up to 801 ms, the workflow allows 800");
    }

    @Test
    void tooManyRows_areRefused() {
        assertThat(rules(Availability.of(
                        base(false, Optional.empty(), Optional.empty()),
                        demand(Optional.empty(), 20_001, Optional.empty()))))
                .containsExactly("record-limits");
        assertThatThrownBy(() -> new TunableBase.RecordLimits(5, 4)).hasMessage("not limits: 5 to 4");
        assertThatThrownBy(() -> new TunableBase.RecordLimits(-1, 4)).hasMessage("not limits: -1 to 4");
    }
}
