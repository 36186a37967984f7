package io.assay.local.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.core.CaseEvent;
import io.assay.core.CaseFile;
import io.assay.core.Entry;
import io.assay.core.Fields;
import io.assay.core.Outcome;
import io.assay.core.Reason;
import io.assay.local.VirtualClock;
import io.assay.local.host.LocalStack;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The clock stands still but for what the test advances, so each crowd is decided and sent at exactly its time after the
 * stop, however slow the machine. A standing that were used for longer than promised would let the last crowd through.
 */
class StopIT {
    private static final Duration PROMISE = Duration.ofSeconds(15);
    private static final int CROWD = 12;

    @Test
    void afterAStop_warmFunctionsGoOnForAWhileAndNothingAutomatedLeavesFromFifteenSecondsOn() throws Exception {
        VirtualClock clock = new VirtualClock(Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC));
        try (Pipeline pipeline = Pipeline.start(LocalStack.Options.inMemory().withClock(clock));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Crowds crowds = new Crowds(pipeline, threads);
            crowds.through(); // the functions have read the standing just now
            Pipeline.Answer stop = pipeline.call(
                    "POST",
                    "/workflows/" + Pipeline.WORKFLOW + "/stop",
                    pipeline.operator(),
                    "{\"reason\":\"quality in doubt\"}");
            assertThat(stop.status()).isEqualTo(200);
            Instant stopped = clock.instant();

            clock.advance(Duration.ofSeconds(3));
            List<String> early = new ArrayList<>(crowds.through());
            clock.advance(Duration.ofSeconds(6));
            early.addAll(crowds.through());
            // Decided on the old standing, and still waiting to go out when that may no longer be used.
            pipeline.stack().pause("ActionFunction");
            List<String> held = crowds.decidedByModel();
            clock.advance(Duration.ofSeconds(3));
            pipeline.stack().resume("ActionFunction");
            List<String> late = new ArrayList<>(crowds.through());
            clock.advance(Duration.ofMillis(2_900));
            late.addAll(crowds.through());
            clock.advance(Duration.ofMillis(100));
            late.addAll(crowds.through());
            assertThat(clock.instant()).isEqualTo(stopped.plus(PROMISE));
            pipeline.settle(crowds.ids(), Duration.ofMinutes(5), Duration.ofSeconds(30));
            crowds.takeDecisions();

            Map<String, Instant> acted = actedByModel(pipeline, crowds.ids());
            assertThat(acted.values())
                    .allSatisfy(at -> assertThat(at).isBefore(stopped.plus(PROMISE)))
                    .anySatisfy(at -> assertThat(at).isAfter(stopped));
            Map<String, Instant> left = crowds.left();
            assertThat(left.keySet()).isEqualTo(acted.keySet());
            assertThat(left.values())
                    .allSatisfy(at -> assertThat(at).isBefore(stopped.plus(PROMISE)))
                    .anySatisfy(at -> assertThat(at).isAfter(stopped));
            assertThat(early)
                    .as("cases that went out on the standing before the stop")
                    .anySatisfy(id -> assertThat(pipeline.caseFile(id).state()).isEqualTo(CaseFile.State.ACTED));
            assertThat(held.stream()
                            .map(pipeline::caseFile)
                            .filter(file -> Pipeline.events(file, CaseEvent.Decided.class)
                                            .size()
                                    == 2))
                    .as("cases whose decision was taken back before it went out")
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(reasons(file)).contains("stopped"));
            assertThat(late)
                    .allSatisfy(id -> assertThat(reasons(pipeline.caseFile(id))).contains("stopped"));
        }
    }

    /**
     * Many cases at once, through to where they rest.
     *
     * @param left when each decision of the model was found in the decisions queue
     */
    private record Crowds(Pipeline pipeline, ExecutorService threads, List<String> ids, Map<String, Instant> left) {
        Crowds(Pipeline pipeline, ExecutorService threads) {
            this(pipeline, threads, new ArrayList<>(), new HashMap<>());
        }

        List<String> through() throws Exception {
            List<Future<String>> submitting = new ArrayList<>();
            for (String body : Pipeline.samples(CROWD)) {
                submitting.add(threads.submit(() -> pipeline.submit(body)));
            }
            List<String> crowd = new ArrayList<>();
            for (Future<String> submitted : submitting) {
                crowd.add(submitted.get());
            }
            pipeline.awaitIdle();
            ids.addAll(crowd);
            takeDecisions();
            return crowd;
        }

        /**
         * Crowds until the model decided a case: an instance that started after the stop has read of it, and which
         * instance gets a message is chance.
         */
        List<String> decidedByModel() throws Exception {
            List<String> all = new ArrayList<>();
            for (int crowd = 0; crowd < 20; crowd++) {
                all.addAll(through());
                if (all.stream().map(pipeline::caseFile).anyMatch(StopIT::isAutomated)) {
                    break;
                }
            }
            return all;
        }

        void takeDecisions() {
            for (Fields decision : pipeline.takeDecisions()) {
                assertThat(decision.text("outcome")).isEqualTo("automated");
                left.put(decision.text("decisionId"), pipeline.stack().clock().instant());
            }
        }
    }

    private static boolean isAutomated(CaseFile file) {
        return Pipeline.events(file, CaseEvent.Decided.class).stream()
                .anyMatch(decided -> decided.outcome() instanceof Outcome.Automate);
    }

    private static List<String> reasons(CaseFile file) {
        return file.openTask().orElseThrow().reasons().stream()
                .map(Reason::code)
                .toList();
    }

    /** When each decision of the model went out, as the history says. */
    private static Map<String, Instant> actedByModel(Pipeline pipeline, List<String> ids) {
        return ids.stream()
                .flatMap(id -> pipeline.caseFile(id).history().stream())
                .filter(entry -> entry.event() instanceof CaseEvent.Acted acted && acted.byModel())
                .collect(Collectors.toMap(entry -> ((CaseEvent.Acted) entry.event()).decisionId(), Entry::at));
    }
}
