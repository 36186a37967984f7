package io.assay.metrics;

import io.assay.core.Actor;
import io.assay.core.CaseEvent;
import io.assay.core.Confidence;
import io.assay.core.Entry;
import io.assay.core.Label;
import io.assay.core.Money;
import io.assay.core.Usage;
import io.assay.privacy.PassThroughSealer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes histories of cases as the pipeline would. */
final class Lines {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    static final Label BILLING = new Label("billing");
    static final Label OTHER = new Label("other");

    private final String caseId;
    private final List<Entry> entries = new ArrayList<>();
    private Instant at;

    Lines(int number, Instant at) {
        this.caseId = "0".repeat(20) + "%06d".formatted(number);
        this.at = at;
    }

    String caseId() {
        return caseId;
    }

    List<Entry> entries() {
        return entries;
    }

    List<String> lines() {
        return entries.stream().map(Entry::line).toList();
    }

    Lines automated() {
        return received().predicted(BILLING).acted(BILLING, true);
    }

    Lines reviewed(Label label) {
        return received()
                .predicted(BILLING)
                .add(new CaseEvent.Escalated(caseId + ".1", true, List.of(), "agents", false, at.plusSeconds(3600)))
                .review(label)
                .acted(label, false);
    }

    Lines received() {
        return add(new CaseEvent.Received(
                1, "http", "shop", Optional.of("ref-" + caseId), "hash", 0, Optional.of(Map.of("text", "hello"))));
    }

    Lines predicted(Label label) {
        return add(new CaseEvent.Predicted(
                CaseEvent.Role.CHAMPION,
                Optional.of(label),
                Optional.of(new Confidence(0.9)),
                "model",
                Optional.empty(),
                new Usage(100, 10),
                Duration.ofMillis(250),
                Money.of("0.00001", "USD"),
                "nova",
                "predictor",
                Optional.of("because")));
    }

    Lines review(Label label) {
        return review(label, Optional.of(Duration.ofSeconds(30)));
    }

    Lines review(Label label, Optional<Duration> active) {
        return add(new CaseEvent.Reviewed(
                caseId + ".1",
                label,
                "ann",
                Optional.of(label.equals(BILLING)),
                false,
                active,
                Optional.empty(),
                Optional.empty()));
    }

    Lines acted(Label label, boolean byModel) {
        Optional<Label> before = entries.stream()
                .filter(entry -> entry.event() instanceof CaseEvent.Acted)
                .reduce((first, second) -> second)
                .map(entry -> ((CaseEvent.Acted) entry.event()).label());
        return add(new CaseEvent.Acted(
                caseId + "." + entries.size(),
                Optional.empty(),
                label,
                Optional.of(BILLING),
                before,
                byModel,
                "queue",
                "message",
                Duration.between(entries.getFirst().at(), at)));
    }

    Lines add(CaseEvent event) {
        entries.add(Entry.next(
                caseId,
                entries.isEmpty() ? Optional.empty() : Optional.of(entries.getLast()),
                at,
                Actor.function("test"),
                Optional.of("triage"),
                event,
                new PassThroughSealer()));
        at = at.plusSeconds(2);
        return this;
    }
}
