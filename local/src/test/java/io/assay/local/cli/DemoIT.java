package io.assay.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import io.assay.aws.AuditBucket;
import io.assay.core.CaseEvent;
import io.assay.core.CaseFile;
import io.assay.core.Entry;
import io.assay.core.Fields;
import io.assay.core.Label;
import io.assay.local.host.LocalStack;
import io.assay.local.page.Page;
import io.assay.metrics.Figures;
import io.assay.metrics.Rollup;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The 300 cases of the sample, and what is said of them. */
class DemoIT {
    private static final Path ROOT = Path.of("..");
    private static final Path SAMPLE = ROOT.resolve("events/cases/support-triage.jsonl");

    private final Terminal terminal = new Terminal(printer(), printer());
    private final List<CaseLines.Line> lines = CaseLines.cases(SAMPLE);
    private final Map<String, Label> truth = CaseLines.labels(SAMPLE.resolveSibling("support-triage.labels.jsonl"));

    @Test
    void everyCaseComesToAnEnd_andTheAuditBucketAloneTellsTheSameFigures() throws Exception {
        Path workflow = ROOT.resolve("events/workflows/support-triage.json");
        try (Site site = Site.start(ROOT, LocalStack.Options.inMemory(), workflow)) {
            Demo.Outcome outcome = new Demo(site, terminal, lines, truth).run();
            DemoFigures figures = outcome.figures();

            assertThat(figures.cases()).isEqualTo(300);
            assertThat(figures.done()).isEqualTo(300);
            assertThat(figures.lost()).isZero();
            assertThat(figures.automated()).isPositive();
            assertThat(figures.escalated()).isPositive();
            assertThat(outcome.refused()).isEmpty();
            assertThat(outcome.waiting()).isZero();

            AuditBucket bucket =
                    new AuditBucket(site.stack().s3(), site.auditBucket().name());
            Figures counted = Figures.of(
                    Rollup.of(bucket.lines(AuditBucket.EVENTS)), site.workflow().costs());
            AuditLog log = AuditLog.read(bucket);
            assertThat(DemoFigures.of(new Fields(counted.json()), log.cases().size(), 0, log.records()))
                    .isEqualTo(figures);
            assertSameAsTheFolds(figures, log);
            assertThat(log.files())
                    .extracting(file -> file.received().reference().orElseThrow())
                    .containsExactlyInAnyOrderElementsOf(
                            lines.stream().map(CaseLines.Line::reference).toList());
            assertThat(figures.json())
                    .containsOnlyKeys(
                            "cases",
                            "final",
                            "lost",
                            "automated",
                            "escalated",
                            "overridden",
                            "agreed",
                            "failed",
                            "auditRecords",
                            "costUsd",
                            "cycleTimeSeconds",
                            "escalationRate",
                            "firstPassQuality");
            assertThat(figures.json()).extractingByKey("cycleTimeSeconds", MAP).containsOnlyKeys("p50", "p95", "p99");

            String told = new Summary(site.workflow(), outcome, lines, truth).text(true, "It lies somewhere.");
            assertThat(told.lines()).allMatch(line -> line.codePointCount(0, line.length()) <= Page.WIDTH);
            assertThat(told).contains("declared, not certified", "says nothing about Bedrock");
        }
    }

    /** Without the code that counts: from each case's own history. */
    private static void assertSameAsTheFolds(DemoFigures figures, AuditLog log) {
        List<CaseFile> files = log.files();
        assertThat(figures.auditRecords())
                .isEqualTo(
                        files.stream().mapToLong(file -> file.history().size()).sum());
        assertThat(figures.cases())
                .isEqualTo(events(files, CaseEvent.Received.class).count());
        assertThat(figures.done()).isEqualTo(count(files, file -> file.state() == CaseFile.State.ACTED));
        assertThat(figures.lost())
                .isEqualTo(count(
                        files, file -> file.state() != CaseFile.State.ACTED && file.state() != CaseFile.State.WAITING));
        assertThat(figures.automated())
                .isEqualTo(count(files, file -> file.decision().orElseThrow().byModel()));
        assertThat(figures.escalated()).isEqualTo(count(files, file -> !file.neverEscalated()));
        assertThat(figures.overridden()).isEqualTo(reviews(files, Optional.of(false)));
        assertThat(figures.agreed()).isEqualTo(reviews(files, Optional.of(true)));
        assertThat(figures.failed())
                .isEqualTo(events(files, CaseEvent.Failed.class).count());
        assertThat(figures.costUsd())
                .isEqualByComparingTo(events(files, CaseEvent.Predicted.class)
                        .map(predicted -> predicted.cost().amount())
                        .reduce(BigDecimal.ZERO, BigDecimal::add));
        assertThat(figures.escalationRate().orElseThrow())
                .isEqualTo((double) count(files, file -> !file.neverEscalated()) / files.size(), within(1e-6));
        assertThat(figures.firstPassQuality().orElseThrow())
                .isEqualTo(
                        (double) count(files, file -> file.labelSent().equals(file.firstAnswer())) / files.size(),
                        within(1e-6));
        double[] seconds = events(files, CaseEvent.Acted.class)
                .mapToDouble(acted -> acted.cycle().toMillis() / 1000.0)
                .sorted()
                .toArray();
        DemoFigures.Cycle cycle = figures.cycle().orElseThrow();
        assertThat(cycle.p50()).isEqualTo(atRank(seconds, 0.50), withinThreePercent(cycle.p50()));
        assertThat(cycle.p95()).isEqualTo(atRank(seconds, 0.95), withinThreePercent(cycle.p95()));
        assertThat(cycle.p99()).isEqualTo(atRank(seconds, 0.99), withinThreePercent(cycle.p99()));
    }

    /** The least value that a share {@code q} of the sorted values is at most. */
    private static double atRank(double[] sorted, double q) {
        return sorted[(int) Math.ceil(q * sorted.length) - 1];
    }

    /** What the sketch promises is 1 %. */
    private static Offset<Double> withinThreePercent(double value) {
        return within(0.03 * value);
    }

    private static long count(List<CaseFile> files, Predicate<CaseFile> which) {
        return files.stream().filter(which).count();
    }

    private static long reviews(List<CaseFile> files, Optional<Boolean> agreed) {
        return events(files, CaseEvent.Reviewed.class)
                .filter(review -> review.agreed().equals(agreed))
                .count();
    }

    private static <T extends CaseEvent> Stream<T> events(List<CaseFile> files, Class<T> type) {
        return files.stream()
                .flatMap(file -> file.history().stream())
                .map(Entry::event)
                .filter(type::isInstance)
                .map(type::cast);
    }

    private static PrintStream printer() {
        return new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    }
}
