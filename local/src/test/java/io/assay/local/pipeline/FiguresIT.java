package io.assay.local.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.access.Role;
import io.assay.audit.AuditComparison;
import io.assay.aws.AuditBucket;
import io.assay.aws.CaseIndex;
import io.assay.aws.CaseStore;
import io.assay.aws.Meter;
import io.assay.aws.Rollups;
import io.assay.aws.WorkflowStore;
import io.assay.core.CanonicalJson;
import io.assay.core.Entry;
import io.assay.core.Fields;
import io.assay.core.ReviewTask;
import io.assay.core.StackEvent;
import io.assay.core.Workflow;
import io.assay.json.Json;
import io.assay.local.gateway.Fault;
import io.assay.local.gateway.FaultRule;
import io.assay.local.gateway.Point;
import io.assay.metrics.Figures;
import io.assay.metrics.Rollup;
import io.assay.privacy.PassThroughSealer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Audit log and figures of one running stack, whose streams deliver many a batch again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FiguresIT {
    private static final int CASES = 24;
    private static final String METRICS = "/workflows/" + Pipeline.WORKFLOW + "/metrics";

    private Pipeline pipeline;
    private AuditBucket bucket;
    private LocalDate day;
    private List<String> ids;

    @BeforeAll
    void run() {
        pipeline = Pipeline.start();
        FaultRule twice =
                FaultRule.of(new Fault.Twice()).on(Point.Nature.ACKNOWLEDGEMENT).at(0.5);
        pipeline.stack().gateway().faults().add(twice.by("RollupRole"));
        pipeline.stack().gateway().faults().add(twice.by("AuditRole"));
        bucket = new AuditBucket(
                pipeline.stack().s3(),
                pipeline.stack().stack().buckets().getFirst().name());
        day = today();
        ids = Pipeline.samples(CASES).stream().map(pipeline::submit).toList();
        pipeline.settle(ids, Duration.ofMinutes(10), Duration.ofSeconds(30));
        ids.stream()
                .flatMap(id -> pipeline.caseFile(id).openTask().stream())
                .limit(3)
                .forEach(this::review);
        pipeline.awaitIdle();
    }

    @AfterAll
    void stop() {
        pipeline.close();
    }

    private void review(ReviewTask task) {
        String path = "/reviews/" + task.id();
        String token = pipeline.reviewer("rita");
        assertThat(pipeline.call("POST", path + "/claim", token, "").status()).isEqualTo(200);
        assertThat(pipeline.call(
                                "POST",
                                path + "/decision",
                                token,
                                "{\"label\":\"delivery-problem\",\"activeMs\":42000}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    @Order(1)
    void auditLog_holdsEveryLineOfTheTableByteForByte() {
        Set<String> logged = bucket.lines(AuditBucket.EVENTS).collect(Collectors.toSet());

        assertThat(ids)
                .flatExtracting(id -> pipeline.caseFile(id).history().stream()
                        .map(Entry::line)
                        .toList())
                .allSatisfy(line -> assertThat(logged).contains(line));
    }

    @Test
    @Order(2)
    void figures_areThoseOfARecountFromTheAuditLogAlone() {
        Workflow workflow = Workflow.of(Json.object(Pipeline.text("events/workflows/support-triage.json")), 1);
        Fields shown = pipeline.call("GET", METRICS, pipeline.operator(), "").json();
        Rollup recount = Rollup.of(bucket.lines(AuditBucket.EVENTS));

        Map<String, Object> total = shown.optionalMap("total").orElseThrow();
        assertThat(CanonicalJson.text(total))
                .isEqualTo(
                        CanonicalJson.text(Figures.of(recount, workflow.costs()).json()));
        assertThat(total).containsEntry("received", CASES);
        assertThat(shown.list("days")).isNotEmpty();
        long waiting = ids.stream()
                .filter(id -> pipeline.caseFile(id).openTask().isPresent())
                .count();
        assertThat(shown.fields("open").whole("cases")).isEqualTo((int) waiting);
        assertThat(new Rollups(pipeline.stack().dynamoDb(), table("MetricsTable"))
                        .days(Pipeline.WORKFLOW, day.minusDays(1), day.plusDays(1)))
                .as("shards that counted")
                .hasSizeGreaterThan(1);
    }

    @Test
    @Order(3)
    void stranger_learnsNothing_andABadPeriodIsTold() {
        String stranger = pipeline.token("eve", "assay", Role.SUBMITTER, "others");

        assertThat(pipeline.call("GET", METRICS, stranger, "").status()).isEqualTo(404);
        assertThat(pipeline.call("GET", "/workflows/none/metrics", pipeline.operator(), "")
                        .status())
                .isEqualTo(404);
        assertThat(pipeline.call("GET", METRICS + "?from=soon", pipeline.operator(), "")
                        .status())
                .isEqualTo(400);
    }

    @Test
    @Order(4)
    void dailyComparison_findsNothingAndSaysSoInTheStacksHistory() {
        Instant afterTheJob = day.plusDays(1).atTime(LocalTime.of(1, 31)).toInstant(ZoneOffset.UTC);
        pipeline.stack().advance(Duration.between(pipeline.stack().clock().instant(), afterTheJob));
        pipeline.awaitIdle();

        assertThat(store().history(Entry.STACK))
                .last()
                .extracting(Entry::event)
                .isInstanceOfSatisfying(StackEvent.AuditCompared.class, compared -> {
                    assertThat(compared.day()).isEqualTo(day.toString());
                    assertThat(compared.events()).isGreaterThan(CASES * 3);
                    assertThat(compared.missing()).isZero();
                    assertThat(compared.altered()).isZero();
                });
    }

    @Test
    @Order(5)
    void eventThatTheLogLacks_isFound() throws InterruptedException {
        pipeline.stack().pause("AuditFunction");
        String id = pipeline.submit(Pipeline.message("Where is my invoice?"));
        pipeline.settle(List.of(id), Duration.ofMinutes(10), Duration.ofSeconds(30));
        Clock tomorrow = Clock.offset(pipeline.stack().clock(), Duration.ofDays(1));
        StackEvent.AuditCompared compared = new AuditComparison(
                        bucket,
                        store(),
                        new CaseIndex(pipeline.stack().dynamoDb(), table("MetricsTable")),
                        new WorkflowStore(pipeline.stack().dynamoDb(), table("WorkflowsTable"), tomorrow),
                        new Meter("Assay", "assay"),
                        tomorrow)
                .compareYesterday();

        assertThat(compared.missing())
                .isGreaterThanOrEqualTo(pipeline.caseFile(id).history().size());
        assertThat(compared.altered()).isZero();
        pipeline.stack().resume("AuditFunction");
    }

    private CaseStore store() {
        return new CaseStore(
                pipeline.stack().dynamoDb(),
                table("CasesTable"),
                new PassThroughSealer(),
                pipeline.stack().clock());
    }

    private LocalDate today() {
        return pipeline.stack().clock().instant().atZone(ZoneOffset.UTC).toLocalDate();
    }

    private String table(String logicalId) {
        return pipeline.stack().stack().tables().stream()
                .filter(table -> table.logicalId().equals(logicalId))
                .findFirst()
                .orElseThrow()
                .name();
    }
}
