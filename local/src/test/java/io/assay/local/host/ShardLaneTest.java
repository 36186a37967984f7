package io.assay.local.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.local.VirtualClock;
import io.assay.local.gateway.Fault;
import io.assay.local.gateway.FaultRule;
import io.assay.local.gateway.Faults;
import io.assay.local.host.StreamEvent.Item;
import io.assay.local.template.Stack;
import io.assay.local.template.Stack.EventSource.StreamSource;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ShardLaneTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private final VirtualClock clock = new VirtualClock(Clock.fixed(NOON, ZoneOffset.UTC));
    private final Semaphore idle = new Semaphore(0);
    private final Semaphore called = new Semaphore(0);
    private final List<ShardLane> lanes = new ArrayList<>();
    private final Faults faults = new Faults(1);

    @AfterEach
    void close() {
        lanes.forEach(ShardLane::close);
    }

    @Test
    void batches_keepTheirOrderAndSize() throws InterruptedException {
        ScriptedHandler.follow(event -> Map.of());
        run(lane(source(3, Duration.ZERO, false, -1)), 7);
        assertThat(delivered()).containsExactly("1-3", "4-6", "7-7");
    }

    @Test
    void failedBatch_isTriedAgainBeforeAnythingAfterIt() throws InterruptedException {
        List<Object> seen = new ArrayList<>();
        ScriptedHandler.follow(event -> {
            seen.add(event);
            if (seen.size() == 2) throw new IllegalStateException("once");
            return Map.of();
        });
        run(lane(source(3, Duration.ZERO, false, -1)), 7);
        assertThat(delivered()).containsExactly("1-3", "4-6", "4-6", "7-7");
    }

    @Test
    void reportedItem_isDeliveredAgainWithAllThatFollowsIt() throws InterruptedException {
        List<Object> seen = new ArrayList<>();
        ScriptedHandler.follow(event -> {
            seen.add(event);
            return seen.size() > 1
                    ? Map.of()
                    : Map.of(
                            "batchItemFailures", List.of(Map.of("itemIdentifier", "3"), Map.of("itemIdentifier", "2")));
        });
        run(lane(source(4, Duration.ZERO, false, -1)), 4);
        assertThat(delivered()).containsExactly("1-4", "2-4");
    }

    @Test
    void poisonRecord_isFoundByHalvingAndGivenUpAfterItsRetries() throws InterruptedException {
        ScriptedHandler.follow(event -> {
            if (numbers(event).contains("3")) throw new IllegalStateException("poison");
            return Map.of();
        });
        run(lane(source(4, Duration.ZERO, true, 1)), 5);
        assertThat(delivered()).containsExactly("1-4", "1-2", "3-4", "3-3", "3-3", "4-4", "5-5");
    }

    @Test
    void secondDelivery_deliversAnAcknowledgedBatchTwice() throws InterruptedException {
        ScriptedHandler.follow(event -> Map.of());
        faults.add(FaultRule.of(new Fault.Twice()));
        run(lane(source(2, Duration.ZERO, false, -1)), 3);
        assertThat(delivered()).containsExactly("1-2", "1-2", "3-3", "3-3");
    }

    @Test
    void crashBeforeAnAcknowledgement_deliversTheBatchAgain_oneAfterItDoesNot() throws InterruptedException {
        ScriptedHandler.follow(event -> Map.of());
        faults.add(FaultRule.of(new Fault.Crash(Fault.Moment.BEFORE)).once());
        faults.add(FaultRule.of(new Fault.Crash(Fault.Moment.AFTER)));
        run(lane(source(2, Duration.ZERO, false, -1)), 3);
        assertThat(delivered()).containsExactly("1-2", "1-2", "3-3");
    }

    @Test
    void lateBatch_waitsForTheClock_andSoDoesWhatFollows() throws InterruptedException {
        ScriptedHandler.follow(event -> Map.of());
        faults.add(FaultRule.of(new Fault.Late(Duration.ofMinutes(7))).once());
        ShardLane lane = lane(source(2, Duration.ZERO, false, -1));
        run(lane, 3);
        assertThat(lane.isLate()).isTrue();
        assertThat(lane.outstanding()).isEqualTo(3);
        assertThat(ScriptedHandler.EVENTS).isEmpty();

        clock.advance(Duration.ofMinutes(7));
        lane.rounds().wake();
        assertThat(idle.tryAcquire(5, TimeUnit.SECONDS)).isTrue();
        assertThat(lane.isLate()).isFalse();
        assertThat(delivered()).containsExactly("1-2", "3-3");
    }

    @Test
    void window_carriesItsStateAndEndsWithALastInvocation() throws InterruptedException {
        ScriptedHandler.follow(event -> {
            Object count =
                    ScriptedHandler.map(ScriptedHandler.map(event).get("state")).get("count");
            int before = count instanceof Number number ? number.intValue() : 0;
            return Map.of("state", Map.of("count", before + numbers(event).size()));
        });
        ShardLane lane = lane(source(2, Duration.ofSeconds(10), false, -1));
        run(lane, 3);
        Map<?, ?> second = ScriptedHandler.EVENTS.getLast();
        assertThat(second.get("window"))
                .isEqualTo(Map.of("start", "2026-11-24T12:00:00Z", "end", "2026-11-24T12:00:10Z"));
        assertThat(second.get("state")).isEqualTo(Map.of("count", 2));
        assertThat(second.get("shardId")).isEqualTo("shard-a");
        assertThat(second.get("isFinalInvokeForWindow")).isEqualTo(false);

        called.drainPermits();
        clock.advance(Duration.ofSeconds(10));
        lane.rounds().wake();
        assertThat(called.tryAcquire(5, TimeUnit.SECONDS)).isTrue();
        Map<?, ?> last = ScriptedHandler.EVENTS.getLast();
        assertThat(last.get("isFinalInvokeForWindow")).isEqualTo(true);
        assertThat(last.get("state")).isEqualTo(Map.of("count", 3));
        assertThat(numbers(last)).isEmpty();
    }

    @Test
    void batchThatIsNotFull_waitsForItsBatchingWindow() throws InterruptedException {
        ScriptedHandler.follow(event -> Map.of());
        ShardLane lane = lane(gathering(4, Duration.ofSeconds(20)));
        offer(lane, 1, 6, clock.instant());
        lane.rounds().start();
        assertThat(called.tryAcquire(5, TimeUnit.SECONDS)).isTrue();
        long asked = lane.rounds().ask();
        while (!lane.rounds().quietSince(asked)) {
            Thread.onSpinWait();
        }
        assertThat(delivered()).containsExactly("1-4");

        clock.advance(Duration.ofSeconds(20));
        lane.rounds().wake();
        assertThat(idle.tryAcquire(5, TimeUnit.SECONDS)).isTrue();
        assertThat(delivered()).containsExactly("1-4", "5-6");
    }

    private static void offer(ShardLane lane, int from, int to, Instant at) {
        for (int i = from; i <= to; i++) {
            String number = Integer.toString(i);
            lane.offer(new Item(number, at, Map.of("dynamodb", Map.of("SequenceNumber", number))));
        }
    }

    private void run(ShardLane lane, int records) throws InterruptedException {
        offer(lane, 1, records, clock.instant());
        lane.rounds().start();
        assertThat(idle.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
    }

    private static List<String> delivered() {
        return ScriptedHandler.EVENTS.stream()
                .map(event -> numbers(event).getFirst() + "-" + numbers(event).getLast())
                .toList();
    }

    private static List<Object> numbers(Object event) {
        return ScriptedHandler.records(event, "dynamodb.SequenceNumber");
    }

    private ShardLane lane(StreamSource source) {
        Stack stack = Stacks.of(
                List.of(Stacks.function("Reader", ScriptedHandler.class, Duration.ofSeconds(5), source)),
                List.of(),
                List.of());
        URI nowhere = URI.create("http://localhost:1");
        Functions functions = new Functions(stack, nowhere, role -> role, clock);
        functions.listen(new InvocationListener() {
            @Override
            public void after(Invocation invocation, InvocationResult result, Duration took) {
                called.release();
            }
        });
        LocalFunction function = functions.get("Reader");
        FailureDestination none = new FailureDestination(
                Optional.empty(), stack, function, "stream", new SdkClients(nowhere, Stacks.REGION), "key", clock);
        ShardLane lane = new ShardLane(
                "shard-a",
                "stream",
                function,
                source,
                source.batchingWindow(),
                clock,
                none,
                new Acknowledgement(function, "table", faults),
                idle::release);
        lanes.add(lane);
        return lane;
    }

    private static StreamSource source(int batchSize, Duration window, boolean bisect, int retries) {
        return source(batchSize, Duration.ZERO, window, bisect, retries);
    }

    private static StreamSource gathering(int batchSize, Duration batchingWindow) {
        return source(batchSize, batchingWindow, Duration.ZERO, false, -1);
    }

    private static StreamSource source(
            int batchSize, Duration batchingWindow, Duration window, boolean bisect, int retries) {
        return new StreamSource(
                "Stream",
                "Table",
                "LATEST",
                batchSize,
                batchingWindow,
                window,
                bisect,
                retries,
                Optional.empty(),
                List.of(),
                true);
    }
}
