package io.assay.local.host;

import io.assay.local.host.Rounds.Found;
import io.assay.local.template.Stack;
import io.assay.local.template.Stack.EventSource.Schedule;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A schedule on the stack's clock: each time that was due is fired, in order and one after the other. After a long jump
 * only the last {@value #MAX_BEHIND} are, for a day in one step would be 1,440 sweeps of the same moment. A run that
 * fails is not repeated: the next is near. What was due while it was paused is never fired, as with a rule that is
 * switched off.
 */
final class ScheduleTicker implements Trigger {

    static final int MAX_BEHIND = 60;

    private final LocalFunction function;
    private final Schedule schedule;
    private final Stack stack;
    private final Clock clock;
    private final ScheduleRule rule;
    private final Rounds rounds;
    private Instant due;
    /** Nothing that was due until then is fired. */
    private volatile Instant resumed = Instant.MIN;

    /** @throws IllegalArgumentException if the expression is not known here */
    ScheduleTicker(LocalFunction function, Schedule schedule, Stack stack, Clock clock) {
        this.function = function;
        this.schedule = schedule;
        this.stack = stack;
        this.clock = clock;
        rule = ScheduleRule.parse(schedule.expression());
        due = rule.next(clock.instant());
        rounds = new Rounds("schedule-" + function.logicalId() + "-" + schedule.id(), this::look);
    }

    @Override
    public String function() {
        return function.logicalId();
    }

    @Override
    public Rounds rounds() {
        return rounds;
    }

    @Override
    public void start() {
        rounds.start();
    }

    @Override
    public void resume() {
        resumed = clock.instant();
        rounds.resume();
    }

    private Found look() throws InterruptedException {
        Instant now = clock.instant();
        while (!due.isAfter(resumed)) {
            due = rule.next(due);
        }
        if (due.isAfter(now)) {
            return Found.NOTHING;
        }
        skipToLast(now);
        Instant fired = due;
        due = rule.next(due);
        function.invoke(event(fired));
        return Found.WORK;
    }

    private void skipToLast(Instant now) {
        int behind = 0;
        for (Instant tick = due; !tick.isAfter(now); tick = rule.next(tick)) {
            if (++behind > MAX_BEHIND) {
                due = rule.next(due);
            }
        }
    }

    private byte[] event(Instant time) {
        if (schedule.input().isPresent()) {
            return schedule.input().get().getBytes(StandardCharsets.UTF_8);
        }
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("version", "0");
        event.put("id", UUID.randomUUID().toString());
        event.put("detail-type", "Scheduled Event");
        event.put("source", "aws.events");
        event.put("account", stack.account());
        event.put("time", time.truncatedTo(ChronoUnit.SECONDS).toString());
        event.put("region", stack.region());
        event.put(
                "resources",
                List.of("arn:aws:events:" + stack.region() + ":" + stack.account() + ":rule/" + function.logicalId()
                        + schedule.id()));
        event.put("detail", Map.of());
        return Json.bytes(event);
    }
}
