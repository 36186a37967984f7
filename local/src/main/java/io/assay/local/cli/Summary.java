package io.assay.local.cli;

import io.assay.core.CaseEvent;
import io.assay.core.CaseFile;
import io.assay.core.Label;
import io.assay.core.ReviewTask;
import io.assay.core.Threshold;
import io.assay.core.Workflow;
import io.assay.local.page.Page;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A run told to a newcomer, from the audit log and the figures. */
final class Summary {
    private static final int REFUSALS_SHOWN = 5;
    private static final BigDecimal MINUTES_AN_HOUR = BigDecimal.valueOf(60);

    private final Workflow workflow;
    private final Demo.Outcome outcome;
    private final Map<String, Map<String, Object>> inputs;
    private final Map<String, Label> truth;
    private final Page page = new Page();

    /** @param truth by reference; empty: not known */
    Summary(Workflow workflow, Demo.Outcome outcome, List<CaseLines.Line> lines, Map<String, Label> truth) {
        this.workflow = workflow;
        this.outcome = outcome;
        this.inputs = lines.stream().collect(Collectors.toMap(CaseLines.Line::reference, CaseLines.Line::input));
        this.truth = truth;
    }

    /**
     * @param sample  the shipped cases ran, about which more is known
     * @param whereTo what happens to the audit log now
     */
    String text(boolean sample, String whereTo) {
        page.rule();
        DemoFigures figures = outcome.figures();
        page.say(
                1,
                "%d cases of the workflow %s (%s) in %s: for each a model proposed one of %d labels."
                        .formatted(
                                figures.cases(),
                                workflow.name(),
                                workflow.title(),
                                Page.seconds(outcome.took().toMillis() / 1000.0),
                                workflow.labels().size()));
        page.rule();
        whoDecided(figures);
        why();
        quality();
        timeAndMoney(figures);
        threeCases();
        auditLog(whereTo);
        mind(sample);
        return page.rule().toString();
    }

    private void whoDecided(DemoFigures figures) {
        page.heading("Who decided");
        page.share("the model alone", figures.automated(), figures.done());
        page.share("a person", figures.done() - figures.automated(), figures.done());
        page.say(
                2,
                "%d of %d cases are decided, %d lost%s."
                        .formatted(
                                figures.done(),
                                figures.cases(),
                                figures.lost(),
                                outcome.waiting() == 0
                                        ? ""
                                        : ", " + outcome.waiting()
                                                + " wait for a person (no script knows their label)"));
        workflow.policy().threshold().ifPresent(this::threshold);
        if (!outcome.refused().isEmpty()) {
            page.say(
                    2,
                    outcome.refused().size()
                            + " were refused at the door, because they do not fit the workflow's schema:");
            outcome.refused().entrySet().stream()
                    .limit(REFUSALS_SHOWN)
                    .forEach(refusal -> page.hang("    " + refusal.getKey() + "  ", refusal.getValue()));
        }
    }

    private void threshold(Threshold threshold) {
        page.say(
                2,
                "The model decides alone where its confidence reaches " + threshold.value()
                        + " and no check objects. That threshold is "
                        + threshold.basis().wording()
                        + (threshold.basis() instanceof Threshold.Basis.Declared declared
                                ? ": " + declared.by() + " chose it, nothing proves it yet."
                                : "."));
    }

    private void why() {
        Map<String, Long> reasons = new TreeMap<>();
        for (CaseFile file : outcome.audit().files()) {
            file.tasks().stream()
                    .filter(task -> !task.qualitySample())
                    .flatMap(task -> task.reasons().stream())
                    .map(reason -> Reasons.words(reason.code(), workflow))
                    .distinct()
                    .forEach(words -> reasons.merge(words, 1L, Long::sum));
        }
        if (reasons.isEmpty()) {
            return;
        }
        page.heading("Why cases went to a person (some for more than one reason)");
        reasons.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
                .forEach(reason -> page.count(reason.getValue(), reason.getKey()));
    }

    private void quality() {
        page.heading("How good the model's answers were");
        if (truth.isEmpty()) {
            page.say(
                    2,
                    "No true labels were given (--labels FILE), so nobody knows. The scripted reviewers took the model's own answer wherever they could see it; that they agree with it says nothing.");
            return;
        }
        page.say(2, "Against the true labels, which only the scripted reviewers and this page know:");
        right("of the cases it decided alone", Summary::byModel);
        right("of the cases given to a person, had it decided", file -> !byModel(file));
        long overridden = reviews(false)
                .filter(review -> review.agreed().equals(Optional.of(false)))
                .count();
        long decided = reviews(false).count();
        page.say(2, "The reviewers changed the model's answer in %d of %d cases.".formatted(overridden, decided));
        long sampled = reviews(true).count();
        if (sampled > 0) {
            page.say(
                    2,
                    "%d of the cases it decided alone were drawn at random for a blind check; in %d the reviewer came to the same label."
                            .formatted(
                                    sampled,
                                    reviews(true)
                                            .filter(review -> review.agreed().equals(Optional.of(true)))
                                            .count()));
        }
    }

    private void right(String what, Predicate<CaseFile> which) {
        List<CaseFile> files = outcome.audit().files().stream()
                .filter(file -> file.acted().isPresent())
                .filter(which)
                .filter(file -> truth(file).isPresent())
                .toList();
        long right = files.stream()
                .filter(file -> file.firstAnswer().equals(truth(file)))
                .count();
        page.say(4, "%6s right  %s (%d of %d)".formatted(Page.percent(right, files.size()), what, right, files.size()));
    }

    private Stream<CaseEvent.Reviewed> reviews(boolean samples) {
        return outcome.audit().files().stream()
                .flatMap(file -> file.tasks().stream())
                .filter(task -> task.qualitySample() == samples)
                .map(ReviewTask::review)
                .flatMap(Optional::stream);
    }

    private void timeAndMoney(DemoFigures figures) {
        page.heading("Time and money");
        figures.cycle()
                .ifPresent(cycle -> page.say(
                        2,
                        "From arrival to decision: half of the cases within %s, 95 %% within %s, 99 %% within %s. The reviewers are scripts that answer at once; people would take longer."
                                .formatted(
                                        Page.seconds(cycle.p50()),
                                        Page.seconds(cycle.p95()),
                                        Page.seconds(cycle.p99()))));
        page.say(
                2,
                "The model: %s USD, %s at the prices of %s that the workflow states."
                        .formatted(
                                figures.costUsd().stripTrailingZeros().toPlainString(),
                                "were it " + workflow.model().id(),
                                workflow.prices().date()));
        Workflow.Costs costs = workflow.costs();
        BigDecimal people = costs.minutesPerReview()
                .multiply(costs.wagePerHour())
                .multiply(BigDecimal.valueOf(outcome.reviewed()))
                .divide(MINUTES_AN_HOUR, 2, RoundingMode.HALF_UP);
        page.say(
                2,
                "People: the %d reviews would cost %s %s, with the %s minutes a review and %s %s an hour that the workflow states."
                        .formatted(
                                outcome.reviewed(),
                                people.toPlainString(),
                                costs.currency(),
                                costs.minutesPerReview().toPlainString(),
                                costs.wagePerHour().toPlainString(),
                                costs.currency()));
        if (figures.done() > 0 && costs.currency().equals(workflow.prices().currency())) {
            page.say(
                    2,
                    "Together: %s %s a decided case."
                            .formatted(
                                    people.add(figures.costUsd())
                                            .divide(BigDecimal.valueOf(figures.done()), 2, RoundingMode.HALF_UP)
                                            .toPlainString(),
                                    costs.currency()));
        }
    }

    private void threeCases() {
        page.heading("Three cases, step by step");
        Story story = new Story(page, truth);
        tell(
                story,
                "1. The model decided alone",
                file -> byModel(file) && file.tasks().isEmpty());
        tell(story, "2. A person overrode the model", file -> !byModel(file) && !byRule(file) && overridden(file));
        tell(
                story,
                "3. A rule sent it to a person",
                outcome.audit().files().stream().anyMatch(Summary::byOverrideRule)
                        ? Summary::byOverrideRule
                        : Summary::byRule);
    }

    /** The first by reference, so that a run tells the same cases again. */
    private void tell(Story story, String title, Predicate<CaseFile> which) {
        outcome.audit().files().stream()
                .filter(file -> file.acted().isPresent())
                .filter(which)
                .min(Comparator.comparing(Summary::reference))
                .ifPresent(file -> story.tell(title, file, Optional.ofNullable(inputs.get(reference(file)))));
    }

    private void auditLog(String whereTo) {
        AuditLog audit = outcome.audit();
        page.heading("The audit log");
        page.say(
                2,
                "%d records about %d cases in %d objects that nobody can change before their time is over. Each record carries the hash of the one before it; all were just checked. This page is written from them."
                        .formatted(audit.records(), audit.cases().size(), audit.objects()));
        page.say(2, whereTo);
    }

    private void mind(boolean sample) {
        page.heading("Mind");
        page.say(
                2,
                "A small model on this machine stands in for "
                        + workflow.model().id()
                        + ". How often it is right, how sure and how fast it is says nothing about Bedrock.");
        if (sample) {
            page.say(
                    2,
                    "The labels' descriptions were improved while looking at these very cases: expect less on messages that nobody has seen.");
        }
    }

    private Optional<Label> truth(CaseFile file) {
        return Optional.ofNullable(truth.get(reference(file)));
    }

    private static String reference(CaseFile file) {
        return file.received().reference().orElse(file.id().value());
    }

    private static boolean byModel(CaseFile file) {
        return file.decision().filter(decision -> decision.byModel()).isPresent();
    }

    private static boolean byRule(CaseFile file) {
        return file.decided()
                .filter(decided -> Reasons.isRule(decided.decidedBy()))
                .isPresent();
    }

    private static boolean byOverrideRule(CaseFile file) {
        return byRule(file)
                && file.decided()
                        .filter(decided -> !Reasons.isCritical(decided.decidedBy()))
                        .isPresent();
    }

    private static boolean overridden(CaseFile file) {
        return file.tasks().stream()
                .flatMap(task -> task.review().stream())
                .anyMatch(review -> review.agreed().equals(Optional.of(false)));
    }
}
