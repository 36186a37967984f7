package io.assay.local.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.local.VirtualClock;
import io.assay.local.template.Stack;
import io.assay.local.template.Stack.EventSource.Schedule;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScheduleTickerTest {

    private final VirtualClock clock =
            new VirtualClock(Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC));
    private final ScheduleTicker ticker = ticker();

    @AfterEach
    void close() {
        ticker.close();
    }

    @Test
    void eachDueTime_isFiredInOrder() throws InterruptedException {
        advance(Duration.ofMinutes(3));
        assertThat(times()).containsExactly("2026-11-24T12:01:00Z", "2026-11-24T12:02:00Z", "2026-11-24T12:03:00Z");
        assertThat(ScriptedHandler.EVENTS.getFirst().get("detail-type")).isEqualTo("Scheduled Event");
    }

    @Test
    void longJump_firesTheLastDueTimesOnly() throws InterruptedException {
        advance(Duration.ofDays(1));
        assertThat(times()).hasSize(ScheduleTicker.MAX_BEHIND).last().isEqualTo("2026-11-25T12:00:00Z");
    }

    private void advance(Duration by) throws InterruptedException {
        ScriptedHandler.follow(event -> Thread.currentThread().getName());
        ticker.start();
        clock.advance(by);
        long question = ticker.rounds().ask();
        while (!ticker.rounds().quietSince(question)) {
            Thread.sleep(5);
        }
    }

    private static List<Object> times() {
        return ScriptedHandler.EVENTS.stream()
                .<Object>map(event -> event.get("time"))
                .toList();
    }

    private ScheduleTicker ticker() {
        Schedule schedule = new Schedule("EveryMinute", "rate(1 minute)", Optional.empty());
        Stack stack = Stacks.of(
                List.of(Stacks.function("Sweeper", ScriptedHandler.class, Duration.ofSeconds(5), schedule)),
                List.of(),
                List.of());
        Functions functions = new Functions(stack, URI.create("http://localhost:1"), role -> role, clock);
        return new ScheduleTicker(functions.get("Sweeper"), schedule, stack, clock);
    }
}
