package io.assay.local.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.aws.CaseStore;
import io.assay.core.CaseEvent;
import io.assay.core.CaseFile;
import io.assay.core.CaseId;
import io.assay.core.Entry;
import io.assay.core.EventVersions;
import io.assay.core.Fields;
import io.assay.core.Workflow;
import io.assay.json.Json;
import io.assay.local.check.Accepted;
import io.assay.local.check.Checker;
import io.assay.local.check.Report;
import io.assay.local.pipeline.Pipeline;
import io.assay.privacy.PassThroughSealer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A roll-out: the new release writes events that the old one does not know, and for a while both are called. */
class ReleasesIT {
    private static final EventVersions OLD = EventVersions.CURRENT;
    private static final EventVersions NEW = new EventVersions(OLD.read() + 1, OLD.read() + 1);
    private static final int CASES = 16;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void eventsThatTheOldReleaseDoesNotKnow_waitAndAreAllProcessedOnceTheNewOneHasTakenOver() throws Exception {
        ByteArrayOutputStream metrics = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(metrics, true, StandardCharsets.UTF_8));
        try (Pipeline pipeline = Pipeline.start()) {
            pipeline.stack().functions().release(OLD, NEW);
            List<Accepted> accepted = submitted(pipeline);
            pass(pipeline, 3);
            Set<Integer> written = versions(pipeline, accepted);
            assertThat(written).as("both releases wrote").containsExactlyInAnyOrder(OLD.written(), NEW.written());

            // The roll-out is taken back: what the new release wrote has to wait, its streams too.
            pipeline.stack().pause("RollupFunction");
            pipeline.stack().functions().release(NEW);
            accepted.addAll(submitted(pipeline));
            pipeline.stack().functions().release(OLD);
            pass(pipeline, 15);
            assertThat(files(pipeline, accepted))
                    .anySatisfy(file -> assertThat(file.next()).isPresent());
            assertThat(files(pipeline, accepted))
                    .allSatisfy(file -> assertThat(Pipeline.events(file, CaseEvent.Failed.class))
                            .isEmpty());
            assertThat(metrics.toString(StandardCharsets.UTF_8)).contains("\"UnknownEventVersion\":1.0");

            pipeline.stack().functions().release(NEW);
            pipeline.stack().resume("RollupFunction");
            pass(pipeline, 15);
            Workflow workflow = Workflow.of(Json.object(Pipeline.text("events/workflows/support-triage.json")), 1);
            try (Checker checker = new Checker(pipeline.stack(), List.of(workflow))) {
                Report report = checker.check(accepted);
                assertThat(report.violations()).isEmpty();
                assertThat(report.ended() + report.waiting()).isEqualTo(accepted.size());
            }
        } finally {
            System.setOut(before);
        }
    }

    /** As a client does: again, until it is taken. */
    private static List<Accepted> submitted(Pipeline pipeline) {
        List<Accepted> accepted = new ArrayList<>();
        for (String body : Pipeline.samples(CASES)) {
            Pipeline.Answer answer;
            do {
                answer =
                        pipeline.call("POST", "/workflows/" + Pipeline.WORKFLOW + "/cases", pipeline.submitter(), body);
            } while (answer.status() >= 500);
            accepted.add(new Accepted(
                    new Fields(Json.object(body)).text("reference"),
                    Optional.of(answer.json().text("caseId")),
                    false));
        }
        return accepted;
    }

    private static void pass(Pipeline pipeline, int minutes) {
        pipeline.awaitIdle();
        for (int minute = 0; minute < minutes; minute++) {
            pipeline.stack().advance(MINUTE);
            pipeline.awaitIdle();
        }
    }

    private static List<CaseFile> files(Pipeline pipeline, List<Accepted> accepted) {
        CaseStore store = new CaseStore(
                pipeline.stack().dynamoDb(),
                pipeline.tableName("CasesTable"),
                new PassThroughSealer(),
                pipeline.stack().clock(),
                NEW);
        return accepted.stream()
                .map(one -> store.file(new CaseId(one.caseId().orElseThrow())).orElseThrow())
                .toList();
    }

    private static Set<Integer> versions(Pipeline pipeline, List<Accepted> accepted) {
        return files(pipeline, accepted).stream()
                .flatMap(file -> file.history().stream())
                .map(Entry::line)
                .map(line -> new Fields(Json.object(line)).whole("v"))
                .collect(Collectors.toSet());
    }
}
