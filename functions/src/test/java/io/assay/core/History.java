package io.assay.core;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A case's history for tests, written event by event, a minute apart; and the events that they need. */
public final class History {
    public static final String CASE = "0123456789ABCDEFGHJKMNPQRS";
    public static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
    public static final Instant DUE = START.plus(Duration.ofHours(4));
    public static final Label BILLING = new Label("billing");
    public static final Label LEGAL = new Label("legal");

    /** Not secret, but other bytes than the plain text. */
    public static final Sealer SEALER = new Sealer() {
        @Override
        public byte[] seal(String stream, int seq, byte[] plain) {
            return Base64.getEncoder().encode(plain);
        }

        @Override
        public byte[] open(String stream, int seq, byte[] sealed) {
            return Base64.getDecoder().decode(sealed);
        }
    };

    private final List<Entry> entries = new ArrayList<>();

    public static History of(Event... events) {
        History history = new History();
        for (Event event : events) {
            history.add(event);
        }
        return history;
    }

    public History add(Event event) {
        entries.add(entry(CASE, entries.size() + 1, previous(), event));
        return this;
    }

    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    public CaseFile file() {
        return CaseFile.of(entries);
    }

    private Optional<Entry> previous() {
        return entries.isEmpty() ? Optional.empty() : Optional.of(entries.getLast());
    }

    public static Entry entry(String stream, int minute, Optional<Entry> previous, Event event) {
        return Entry.next(
                stream,
                previous,
                START.plus(Duration.ofMinutes(minute)),
                Actor.function(Stage.EVALUATION),
                Optional.of("support-triage"),
                event,
                SEALER);
    }

    public static CaseEvent.Received received() {
        return new CaseEvent.Received(
                3, "http", "client-1", Optional.of("T-1"), "ab12", 2, Optional.of(Map.of("message", "Where is it?")));
    }

    public static CaseEvent.Predicted predicted(double confidence) {
        return predicted(CaseEvent.Role.CHAMPION, Optional.of(BILLING), Optional.of(confidence), Optional.empty());
    }

    public static CaseEvent.Predicted invalid(String problem) {
        return predicted(CaseEvent.Role.CHAMPION, Optional.empty(), Optional.empty(), Optional.of(problem));
    }

    public static CaseEvent.Predicted predicted(
            CaseEvent.Role role, Optional<Label> label, Optional<Double> confidence, Optional<String> problem) {
        return new CaseEvent.Predicted(
                role,
                label,
                confidence.map(Confidence::new),
                "stated",
                problem,
                new Usage(120, 30),
                Duration.ofMillis(412),
                Money.of("0.0000084", "USD"),
                "model-1",
                "predictor-1",
                Optional.of("It asks about an invoice"));
    }

    public static Threshold declared(double value) {
        return new Threshold(value, new Threshold.Basis.Declared("owners"));
    }

    /** In force until {@link #DUE}, at 0.6. */
    public static CertificateInForce certificate(String predictor) {
        return new CertificateInForce(3, predictor, 0.6, 0.1, 0.05, Set.of(new Label("cancellation")), 0.2, DUE);
    }

    public static CaseEvent.Decided automated(boolean qualitySample) {
        Threshold threshold = declared(0.6);
        return new CaseEvent.Decided(
                new Outcome.Automate(BILLING, threshold, qualitySample, 0.05),
                Optional.of(new Confidence(0.9)),
                Optional.of(threshold),
                List.of(new Check("threshold", false, "reaches")),
                "threshold");
    }

    public static CaseEvent.Decided escalated(String code) {
        return new CaseEvent.Decided(
                new Outcome.Escalate(List.of(new Reason(code, "because"))),
                Optional.of(new Confidence(0.5)),
                Optional.empty(),
                List.of(new Check(code, true, "because")),
                code);
    }

    public static CaseEvent.Escalated task(int n) {
        return new CaseEvent.Escalated(
                CASE + "." + n,
                n == 1,
                List.of(new Reason("below-threshold", "0.5 is below 0.6")),
                "agents",
                false,
                DUE);
    }

    public static CaseEvent.QualitySampled sample(int n) {
        return new CaseEvent.QualitySampled(CASE + "." + n, "agents", 0.05, DUE);
    }

    public static CaseEvent.Reviewed reviewed(int n, Label label) {
        return new CaseEvent.Reviewed(
                CASE + "." + n,
                label,
                "person-1",
                Optional.of(label.equals(BILLING)),
                false,
                Optional.of(Duration.ofMillis(61_500)),
                Optional.empty(),
                Optional.of("looked twice"));
    }

    public static CaseEvent.Acted acted(int decisionSeq) {
        return new CaseEvent.Acted(
                CASE + "." + decisionSeq,
                Optional.empty(),
                BILLING,
                Optional.of(BILLING),
                Optional.empty(),
                true,
                "queue",
                "m-1",
                Duration.ofSeconds(7));
    }

    public static CaseEvent.Failed failed(String stage) {
        return new CaseEvent.Failed(stage, "timed out");
    }

    public static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
