package io.assay.local.cli;

import io.assay.core.CaseEvent;
import io.assay.core.CaseFile;
import io.assay.core.Check;
import io.assay.core.Confidence;
import io.assay.core.Entry;
import io.assay.core.Label;
import io.assay.core.Outcome;
import io.assay.core.Reason;
import io.assay.local.page.Page;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tells one case step by step, from its history alone. */
final class Story {
    private static final int SNIPPET = 200;

    private final Page page;
    private final Map<String, Label> truth;

    Story(Page page, Map<String, Label> truth) {
        this.page = page;
        this.truth = truth;
    }

    /** @param input as it was sent */
    void tell(String title, CaseFile file, Optional<Map<String, Object>> input) {
        String reference = file.received().reference().orElse(file.id().value());
        page.say(2, title + ": " + reference);
        input.map(Story::snippet).ifPresent(words -> page.hang("     ", "“" + words + "”"));
        Entry first = file.history().getFirst();
        for (Entry entry : file.history()) {
            double since = Duration.between(first.at(), entry.at()).toMillis() / 1000.0;
            if (entry.event() instanceof CaseEvent event) {
                page.hang("  %6.2f s  ".formatted(since), words(event, reference));
            }
        }
    }

    private static String snippet(Map<String, Object> input) {
        String words = input.getOrDefault("message", input).toString().strip().replaceAll("\\s+", " ");
        return words.length() <= SNIPPET ? words : words.substring(0, SNIPPET).strip() + " …";
    }

    private String words(CaseEvent event, String reference) {
        return switch (event) {
            case CaseEvent.Received received ->
                "came in by " + (received.source().equals("http") ? "HTTP" : "queue")
                        + "; checked, personal data masked, kept";
            case CaseEvent.Predicted predicted ->
                predicted
                        .problem()
                        .map(problem -> "the model's answer cannot be used: " + problem)
                        .orElseGet(() -> "the model answers "
                                + predicted.label().map(Label::value).orElse("nothing") + ", "
                                + confidence(predicted.confidence()));
            case CaseEvent.Decided decided -> decided(decided);
            case CaseEvent.Escalated escalated ->
                "a task is opened for " + escalated.group() + (escalated.blind() ? ", who decide blind" : "");
            case CaseEvent.QualitySampled sampled -> "drawn at random for a blind check of quality";
            case CaseEvent.Reviewed reviewed ->
                reviewed.reviewer() + " decides " + reviewed.label()
                        + reviewed.agreed()
                                .map(agreed -> agreed ? ", as the model did" : ": the model's answer is overridden")
                                .orElse("");
            case CaseEvent.Acted acted ->
                "the decision " + acted.label() + " goes out" + verdict(reference, acted.label());
            case CaseEvent.Failed failed -> "the stage " + failed.stage() + " gives up: " + failed.problem();
            case CaseEvent.SlaWarned warned -> "the reviewers are reminded";
            case CaseEvent.SlaBreached breached -> "it has waited longer than promised";
        };
    }

    private static String decided(CaseEvent.Decided decided) {
        int looked = decided.checks().size();
        return switch (decided.outcome()) {
            case Outcome.Automate automate ->
                "policy: none of " + looked + " checks objects, " + confidence(decided.confidence()) + " reaches "
                        + number(automate.threshold().value()) + " ("
                        + automate.threshold().basis().wording() + "): the model decides alone";
            case Outcome.Escalate escalate ->
                "policy: " + decided.checks().stream().filter(Check::applies).count() + " of " + looked
                        + " checks object: a person decides. "
                        + escalate.reasons().stream().map(Story::shortened).collect(Collectors.joining("; "));
        };
    }

    private static String shortened(Reason reason) {
        return reason.text().replaceAll("(0\\.\\d{3})\\d+", "$1");
    }

    private String verdict(String reference, Label label) {
        return Optional.ofNullable(truth.get(reference))
                .map(right -> right.equals(label) ? " (which is right)" : " (wrong: it is " + right + ")")
                .orElse("");
    }

    private static String confidence(Optional<Confidence> confidence) {
        return confidence.map(sure -> "confidence " + number(sure.value())).orElse("without confidence");
    }

    static String number(double value) {
        // Cut, not rounded: what is below a threshold must not look as if it reached it.
        return BigDecimal.valueOf(value)
                .setScale(3, RoundingMode.DOWN)
                .stripTrailingZeros()
                .toPlainString();
    }
}
