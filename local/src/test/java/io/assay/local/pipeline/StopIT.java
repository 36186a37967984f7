package io.assay.local.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.core.CaseEvent;
import io.assay.core.CaseFile;
import io.assay.core.Entry;
import io.assay.core.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class StopIT {
    private static final Duration PROMISE = Duration.ofSeconds(15);

    @Test
    void afterAStop_noAutomatedDecisionLeavesLaterThanFifteenSeconds() throws Exception {
        try (Pipeline pipeline = Pipeline.start();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<String> ids = new ArrayList<>();
            for (String body : Pipeline.samples(40)) {
                ids.add(pipeline.submit(body)); // the functions are warm now
            }
            pipeline.awaitIdle();
            // Decided before the stop, and still waiting to go out after it.
            pipeline.stack().pause("ActionFunction");
            for (String body : Pipeline.samples(40)) {
                ids.add(pipeline.submit(body));
            }
            pipeline.awaitIdle();

            Pipeline.Answer stop = pipeline.call(
                    "POST",
                    "/workflows/" + Pipeline.WORKFLOW + "/stop",
                    pipeline.operator(),
                    "{\"reason\":\"quality in doubt\"}");
            assertThat(stop.status()).isEqualTo(200);
            Instant stopped = pipeline.stack().clock().instant();
            List<Future<String>> load = new ArrayList<>();
            for (String body : Pipeline.samples(60)) {
                load.add(threads.submit(() -> pipeline.submit(body)));
            }
            for (int second = 0; second < 20; second++) {
                pipeline.stack().advance(Duration.ofSeconds(1));
                if (second == 12) {
                    pipeline.stack().resume("ActionFunction");
                }
            }
            for (Future<String> submitted : load) {
                ids.add(submitted.get());
            }
            pipeline.settle(ids, Duration.ofMinutes(5), Duration.ofSeconds(30));

            List<CaseFile> files = ids.stream().map(pipeline::caseFile).toList();
            List<Instant> left = files.stream()
                    .flatMap(file -> file.history().stream())
                    .filter(entry -> entry.event() instanceof CaseEvent.Acted acted && acted.byModel())
                    .map(Entry::at)
                    .toList();
            assertThat(left).isNotEmpty().allSatisfy(at -> assertThat(at).isBefore(stopped.plus(PROMISE)));
            assertThat(files)
                    .filteredOn(file ->
                            Pipeline.events(file, CaseEvent.Decided.class).size() == 2)
                    .as("cases whose decision was taken back before it went out")
                    .isNotEmpty();
            assertThat(files)
                    .filteredOn(file -> file.openTask().isPresent())
                    .flatExtracting(file -> file.openTask().orElseThrow().reasons())
                    .extracting(Reason::code)
                    .contains("stopped");
        }
    }
}
