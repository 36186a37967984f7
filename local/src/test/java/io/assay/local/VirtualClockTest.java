package io.assay.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VirtualClockTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final VirtualClock clock = new VirtualClock(Clock.fixed(START, ZoneOffset.UTC));

    @Test
    void advance_addsToTheClockUnderneath() {
        clock.advance(Duration.ofMinutes(30));
        clock.advance(Duration.ofSeconds(1));

        assertThat(clock.instant()).isEqualTo(START.plusSeconds(1801));
        assertThat(clock.millis()).isEqualTo(START.plusSeconds(1801).toEpochMilli());
        assertThat(clock.offset()).isEqualTo(Duration.ofSeconds(1801));
    }

    @Test
    void listener_seesTheNewTime_untilItsRegistrationCloses() {
        List<Instant> seen = new ArrayList<>();
        var registration = clock.onAdvance(() -> seen.add(clock.instant()));

        clock.advance(Duration.ofSeconds(5));
        registration.close();
        clock.advance(Duration.ofSeconds(5));

        assertThat(seen).containsExactly(START.plusSeconds(5));
    }

    @Test
    void clockOfAnotherZone_sharesTheAdvance() {
        Clock berlin = clock.withZone(ZoneId.of("Europe/Berlin"));

        clock.advance(Duration.ofHours(1));

        assertThat(berlin.instant()).isEqualTo(START.plusSeconds(3600));
    }

    @Test
    void advanceByNothingOrBackwards_isRefused() {
        assertThatThrownBy(() -> clock.advance(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> clock.advance(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PT-1S");
    }
}
