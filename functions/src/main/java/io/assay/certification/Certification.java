package io.assay.certification;

import io.assay.aws.BlindSamples;
import io.assay.aws.BlindSamples.Row;
import io.assay.aws.Rollups;
import io.assay.aws.Signal;
import io.assay.aws.WorkflowChanges;
import io.assay.aws.WorkflowChanges.Change;
import io.assay.aws.WorkflowStore;
import io.assay.core.Actor;
import io.assay.core.CertificateInForce;
import io.assay.core.Label;
import io.assay.core.Workflow;
import io.assay.core.WorkflowCertificate;
import io.assay.core.WorkflowEvent;
import io.assay.core.WorkflowFile;
import io.assay.model.Predictors;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tests samples of blind reviews for certificates, and watches the one in force. */
public final class Certification {
    private static final Logger LOG = LoggerFactory.getLogger(Certification.class);
    private static final Actor ITSELF = Actor.function("certification");
    /** Between two tests that nobody asked for. */
    private static final Duration PAUSE = Duration.ofDays(1);

    /** Reviews since the last test, at least, and as a share of all, for which a test that nobody asked for is worth it. */
    private static final int NEW_REVIEWS = 50;

    private static final double NEW_SHARE = 0.25;

    private final WorkflowChanges changes;
    private final WorkflowStore workflows;
    private final BlindSamples samples;
    private final Rollups rollups;
    private final Consumer<Signal> signals;
    private final Clock clock;

    public Certification(
            WorkflowChanges changes,
            WorkflowStore workflows,
            BlindSamples samples,
            Rollups rollups,
            Consumer<Signal> signals,
            Clock clock) {
        this.changes = changes;
        this.workflows = workflows;
        this.samples = samples;
        this.rollups = rollups;
        this.signals = signals;
        this.clock = clock;
    }

    /** What a test came to. */
    sealed interface Tested {
        /** @param fresh false: nothing is new since it was issued */
        record Certified(WorkflowFile file, WorkflowFile.Issued issued, boolean fresh) implements Tested {}

        /** @param code stable word for the reason */
        record Refused(String code, String reason) implements Tested {}
    }

    WorkflowFile file(String name) {
        return changes.file(name);
    }

    Workflow version(String name, int version) {
        return workflows
                .version(name, version)
                .orElseThrow(() -> new IllegalStateException(name + " version " + version + " is gone"));
    }

    /** The monitor of the certificate in force, if there is one. */
    Optional<Monitor> monitor(WorkflowFile file) {
        return file.standing()
                .certificate()
                .map(certificate -> Monitor.of(
                        certificate,
                        samples.rows(
                                file.name(),
                                certificate.predictor(),
                                certificate.expiresAt().minus(CertificateSearch.LIFE))));
    }

    /**
     * Tests what there is for the active version's predictor. The same sample again gives what it gave.
     *
     * @param actor who asked
     * @return empty if others change the workflow all the time
     */
    Optional<Tested> test(String name, Actor actor) {
        WorkflowFile before = file(name);
        Optional<Workflow> active = before.standing().activeVersion().map(version -> version(name, version));
        Optional<Tested.Refused> refused = active.map(Certification::whyNot)
                .orElse(Optional.of(new Tested.Refused("not-active", "Activate a version first")));
        if (refused.isPresent()) {
            return Optional.of(refused.get());
        }
        Workflow workflow = active.orElseThrow();
        String predictor = Predictors.hash(workflow);
        List<Row> rows = rows(before, predictor);
        Optional<Tested> again = again(before, workflow, predictor, rows);
        return again.isPresent() ? again : test(workflow, predictor, rows, actor);
    }

    private static Optional<Tested.Refused> whyNot(Workflow workflow) {
        if (workflow.policy().certifying().targetRisk().isEmpty()) {
            return Optional.of(new Tested.Refused(
                    "no-target-risk",
                    "The active version states no policy.targetRisk: put one that says what to certify"));
        }
        if (workflow.policy().qualitySample() == 0
                && workflow.policy().certifying().detectionDays().isEmpty()) {
            return Optional.of(new Tested.Refused(
                    "no-quality-sample",
                    "Nobody would notice if the certificate became wrong: put a version with policy.qualitySample above"
                            + " 0, or with policy.detectionDays"));
        }
        return Optional.empty();
    }

    /** What was tested already is not tested again: it would cost δ and say the same. */
    private Optional<Tested> again(WorkflowFile file, Workflow workflow, String predictor, List<Row> rows) {
        Optional<WorkflowFile.Look> last = lastLook(file, predictor)
                .filter(look ->
                        look.version() == workflow.version() && look.at().isAfter(since(file)))
                .filter(look -> rows.isEmpty() || !rows.getLast().at().isAfter(look.at()));
        return last.map(look -> file.certificates().stream()
                .filter(issued -> issued.at().equals(look.at()))
                .findFirst()
                .<Tested>map(issued -> new Tested.Certified(file, issued, false))
                .orElseGet(() -> new Tested.Refused(
                        "not-certified",
                        "The sample was tested at " + look.at() + " and certified nothing; no review came since")));
    }

    private Optional<Tested> test(Workflow workflow, String predictor, List<Row> rows, Actor actor) {
        AtomicReference<CertificateSearch.Finding> found = new AtomicReference<>();
        Volume volume = volume(workflow.name());
        return changes.change(workflow.name(), actor, file -> {
                    CertificateSearch.Finding finding = new CertificateSearch(
                                    workflow,
                                    predictor,
                                    workflow.policy().certifying().targetRisk().orElseThrow(),
                                    file.certificates().size() + 1,
                                    looks(file, predictor) + 1,
                                    volume)
                            .in(RandomReviews.of(rows, id -> excludedBy(file, id)), clock.instant());
                    found.set(finding);
                    return switch (finding) {
                        case CertificateSearch.Finding.Found(WorkflowCertificate certificate) ->
                            Change.of(new WorkflowEvent.Certified(certificate));
                        case CertificateSearch.Finding.Nothing(int cases, String reason) ->
                            Change.of(new WorkflowEvent.NotCertified(predictor, workflow.version(), cases, reason));
                        case CertificateSearch.Finding.TooFew tooFew -> Optional.empty();
                    };
                })
                .map(changed -> tested(changed.file(), Objects.requireNonNull(found.get())));
    }

    private static Tested tested(WorkflowFile file, CertificateSearch.Finding finding) {
        return switch (finding) {
            case CertificateSearch.Finding.Found found ->
                new Tested.Certified(file, file.certificates().getLast(), true);
            case CertificateSearch.Finding.Nothing nothing -> new Tested.Refused("not-certified", nothing.reason());
            case CertificateSearch.Finding.TooFew tooFew -> new Tested.Refused("too-few-reviews", tooFew.reason());
        };
    }

    /**
     * Puts a certificate in force.
     *
     * @param check throws what stands against it
     * @return empty if others change the workflow all the time
     */
    Optional<WorkflowChanges.Changed> activate(String name, Actor actor, ActivationCheck check) {
        return changes.change(name, actor, file -> {
            CertificateInForce terms = check.terms(file);
            int version = file.standing().activeVersion().orElseThrow();
            return file.standing().certificate().equals(Optional.of(terms))
                    ? Optional.empty()
                    : Change.of(new WorkflowEvent.CertificateActivated(
                            terms, version(name, version).policy().phase()));
        });
    }

    /** Says which certificate is meant, or why it cannot be put in force. */
    interface ActivationCheck {
        CertificateInForce terms(WorkflowFile file);
    }

    /**
     * Looks after every workflow about which there is something new.
     *
     * @throws IllegalStateException after all others, if some could not be looked after: an alarm has to tell
     */
    public void tick() {
        int failed = 0;
        for (BlindSamples.News news : samples.news()) {
            try {
                lookAfter(news.workflow());
                samples.heard(news);
            } catch (RuntimeException e) {
                LOG.error("workflow {} could not be looked after", news.workflow(), e);
                failed++;
            }
        }
        if (failed > 0) {
            throw new IllegalStateException(failed + " workflows could not be looked after; the log names each");
        }
    }

    private void lookAfter(String name) {
        WorkflowFile file = file(name);
        monitor(file).filter(Monitor::alarm).ifPresent(monitor -> ring(name, monitor));
        if (isWorthATest(file)) {
            test(name, ITSELF).ifPresent(tested -> LOG.info("workflow {}: {}", name, words(tested)));
        }
    }

    private void ring(String name, Monitor monitor) {
        WorkflowEvent.Alarmed alarmed = monitor.event();
        changes.change(
                        name,
                        ITSELF,
                        file -> file.standing()
                                .certificate()
                                .filter(certificate -> certificate.number() == alarmed.certificate())
                                .flatMap(certificate -> Change.of(alarmed)))
                .filter(WorkflowChanges.Changed::changed)
                .ifPresent(changed -> {
                    LOG.error("workflow {}: {}", name, alarmed.finding());
                    signals.accept(Signal.CERTIFICATE_VOID);
                });
    }

    private static String words(Tested tested) {
        return switch (tested) {
            case Tested.Certified certified ->
                "certificate " + certified.issued().certificate().terms().number() + " can be put in force";
            case Tested.Refused refused -> refused.reason();
        };
    }

    /** Once a day at most, and when enough is new. */
    private boolean isWorthATest(WorkflowFile file) {
        Optional<Workflow> active = file.standing().activeVersion().map(version -> version(file.name(), version));
        if (active.filter(workflow -> whyNot(workflow).isEmpty()).isEmpty()) {
            return false;
        }
        String predictor = Predictors.hash(active.get());
        Optional<Instant> last = lastLook(file, predictor).map(WorkflowFile.Look::at);
        if (last.filter(at -> clock.instant().isBefore(at.plus(PAUSE))).isPresent()) {
            return false;
        }
        List<Row> rows = rows(file, predictor);
        long fresh = rows.stream()
                .filter(row -> last.isEmpty() || row.at().isAfter(last.get()))
                .count();
        return fresh >= Math.max(NEW_REVIEWS, NEW_SHARE * rows.size());
    }

    /** Reviews that count: as old as a certificate gets, and since the last alarm, which told that things changed. */
    private List<Row> rows(WorkflowFile file, String predictor) {
        return samples.rows(file.name(), predictor, since(file));
    }

    private Instant since(WorkflowFile file) {
        Instant oldest = clock.instant().minus(CertificateSearch.LIFE);
        return file.alarmedAt().filter(oldest::isBefore).orElse(oldest);
    }

    private int looks(WorkflowFile file, String predictor) {
        Instant since = since(file);
        return (int) file.looks().stream()
                .filter(look -> look.predictor().equals(predictor) && look.at().isAfter(since))
                .count();
    }

    private static Optional<WorkflowFile.Look> lastLook(WorkflowFile file, String predictor) {
        return file.looks().reversed().stream()
                .filter(look -> look.predictor().equals(predictor))
                .findFirst();
    }

    private static Set<Label> excludedBy(WorkflowFile file, String id) {
        return file.certificates().stream()
                .map(issued -> issued.certificate().terms())
                .filter(terms -> terms.id().equals(id))
                .findFirst()
                .map(CertificateInForce::excluded)
                .orElse(Set.of());
    }

    private Volume volume(String name) {
        LocalDate today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
        return Volume.of(rollups.days(name, today.minusDays(Volume.DAYS - 1L), today), today);
    }
}
