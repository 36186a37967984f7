package io.assay.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.core.calibration.CalibrationMap;
import io.assay.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class EntryTest {

    private static WorkflowCertificate certificate(CalibrationMap map) {
        return new WorkflowCertificate(
                History.certificate("predictor-1"),
                2,
                0.8125,
                224,
                9,
                280,
                120,
                0,
                1,
                History.DUE,
                1,
                0.025,
                map,
                map instanceof CalibrationMap.Platt ? Optional.of(6.5) : Optional.empty(),
                map instanceof CalibrationMap.Platt ? Optional.of(0.03) : Optional.empty());
    }

    private static Entry first(Event event) {
        return History.entry(History.CASE, 1, Optional.empty(), event);
    }

    private static Entry reload(Entry entry) {
        byte @Nullable [] sealed = entry.sealed();
        Map<String, Object> opened =
                sealed == null ? Map.of() : Json.object(History.SEALER.open(entry.stream(), entry.seq(), sealed));
        return Entry.stored(entry.line(), Json.object(entry.line()), sealed, opened);
    }

    static Stream<Event> events() {
        Threshold certified = new Threshold(0.75, new Threshold.Basis.Certified("certificate-1", "predictor-1"));
        return Stream.of(
                History.received(),
                new CaseEvent.Received(1, "queue", "client-2", Optional.empty(), "", 0, Optional.of(Map.of())),
                History.predicted(0.9),
                History.predicted(1),
                History.predicted(
                        CaseEvent.Role.CHALLENGER, Optional.of(History.LEGAL), Optional.of(0.0), Optional.empty()),
                new CaseEvent.Predicted(
                        CaseEvent.Role.CHAMPION,
                        Optional.empty(),
                        Optional.empty(),
                        "none",
                        Optional.of("The answer names no label"),
                        new Usage(0, 0),
                        Duration.ZERO,
                        Money.of("0", "EUR"),
                        "model-1",
                        "predictor-1",
                        Optional.empty()),
                History.automated(true),
                new CaseEvent.Decided(
                        new Outcome.Automate(History.BILLING, certified, false, 1),
                        Optional.of(new Confidence(0.75)),
                        Optional.of(certified),
                        List.of(),
                        "threshold"),
                History.escalated("alarm"),
                History.task(1),
                History.sample(1),
                History.reviewed(1, History.LEGAL),
                new CaseEvent.Reviewed(
                        History.CASE + ".1",
                        History.BILLING,
                        "person-2",
                        Optional.empty(),
                        true,
                        Optional.empty(),
                        Optional.of(new BlindSample(
                                "predictor-1",
                                History.LEGAL,
                                new Confidence(0.9),
                                0.05,
                                true,
                                Optional.of(certified),
                                "ab12")),
                        Optional.empty()),
                new CaseEvent.Decided(
                        new Outcome.Escalate(List.of(new Reason("phase", "baseline")), Optional.of(1.0)),
                        Optional.of(new Confidence(0.75)),
                        Optional.empty(),
                        List.of(),
                        "phase"),
                History.acted(3),
                new CaseEvent.Acted(
                        History.CASE + ".6",
                        Optional.of(History.CASE + ".3"),
                        History.BILLING,
                        Optional.of(History.LEGAL),
                        Optional.of(History.LEGAL),
                        false,
                        "queue and webhook",
                        "200",
                        Duration.ofDays(40)),
                History.failed("inference"),
                new CaseEvent.SlaWarned(History.CASE + ".1", History.DUE),
                new CaseEvent.SlaBreached(History.CASE + ".1", History.DUE),
                new WorkflowEvent.VersionPut(4, "cafe"),
                new WorkflowEvent.Activated(4, Phase.REPLICATE, Optional.of(History.declared(0.6))),
                new WorkflowEvent.Activated(5, Phase.PILOT, Optional.empty()),
                new WorkflowEvent.Stopped("wrong prices"),
                new WorkflowEvent.Resumed("prices repaired"),
                new WorkflowEvent.Certified(certificate(new CalibrationMap.Platt(1.5, -0.25))),
                new WorkflowEvent.Certified(certificate(new CalibrationMap.Identity())),
                new WorkflowEvent.Certified(certificate(new CalibrationMap.Temperature(0.5))),
                new WorkflowEvent.Certified(certificate(new CalibrationMap.Isotonic(List.of(
                        new CalibrationMap.Isotonic.Knot(0.1, 0.2), new CalibrationMap.Isotonic.Knot(0.9, 1))))),
                new WorkflowEvent.NotCertified("predictor-1", 2, 280, "Too many are wrong"),
                new WorkflowEvent.CertificateActivated(History.certificate("predictor-1"), Phase.EXPAND),
                new WorkflowEvent.Alarmed(3, 61, 17, 1043.5, "17 of 61 were wrong"),
                new StackEvent.AuditCompared("2026-03-01", 1200, 1, 0));
    }

    @ParameterizedTest
    @MethodSource("events")
    void eventOfEachType_isStoredAndReadAgain(Event event) {
        Entry entry = first(event);
        Entry again = reload(entry);

        assertThat(again.event()).isEqualTo(event);
        assertThat(again)
                .usingRecursiveComparison()
                .as("stream, seq, time, actor, workflow, prev, line, sealed")
                .isEqualTo(entry);
        assertThat(again.hash()).isEqualTo(entry.hash());
    }

    @Test
    void everyEventType_isAmongThoseTested() {
        Set<Class<?>> tested = events().map(Object::getClass).collect(Collectors.toSet());

        assertThat(Stream.of(CaseEvent.class, WorkflowEvent.class, StackEvent.class)
                        .flatMap(type -> Stream.of(type.getPermittedSubclasses())))
                .allSatisfy(type -> assertThat(tested).contains(type));
    }

    @ParameterizedTest
    @MethodSource("events")
    void forgottenSealedPart_leavesTheEventReadable(Event event) {
        Entry entry = first(event);
        Entry forgotten = Entry.stored(entry.line(), Json.object(entry.line()), null, Map.of());

        assertThat(forgotten.event().clear()).isEqualTo(event.clear());
        assertThat(forgotten.event().sealed()).isEmpty();
        assertThat(forgotten.hash()).isEqualTo(entry.hash());
    }

    @Test
    void line_isCanonicalAndStable() {
        Entry entry = first(History.received());

        assertThat(entry.line())
                .isEqualTo("{\"actor\":{\"id\":\"evaluation\",\"kind\":\"function\"},\"at\":\"2026-03-01T08:01:00Z\","
                        + "\"data\":{\"hidden\":2,\"inputHash\":\"ab12\",\"reference\":\"T-1\",\"source\":\"http\","
                        + "\"submitter\":\"client-1\",\"version\":3},\"sealed\":"
                        + "\"" + sealedHash("{\"input\":{\"message\":\"Where is it?\"}}") + "\",\"seq\":1,"
                        + "\"stream\":\"0123456789ABCDEFGHJKMNPQRS\",\"type\":\"Received\",\"v\":1,"
                        + "\"workflow\":\"support-triage\"}");
        assertThat(CanonicalJson.text(Json.object(entry.line()))).isEqualTo(entry.line());
        assertThat(entry.hash()).isEqualTo(Hashes.sha256Hex(History.utf8(entry.line())));
    }

    private static String sealedHash(String plain) {
        return Hashes.sha256Hex(History.SEALER.seal("", 0, History.utf8(plain)));
    }

    @Test
    void sealedPart_isOnlyAHashInTheLine() {
        Entry note = first(History.reviewed(1, History.LEGAL));

        assertThat(note.line()).doesNotContain("looked twice").contains(sealedHash("{\"note\":\"looked twice\"}"));
        assertThat(note.sealed()).isNotNull();
        assertThat(first(History.failed("action")).sealed()).isNull();
        assertThat(first(History.failed("action")).line()).doesNotContain("\"sealed\"");
    }

    @Test
    void prev_isTheHashOfTheLineBefore() {
        Entry received = first(History.received());
        Entry predicted = History.entry(History.CASE, 2, Optional.of(received), History.predicted(0.9));

        assertThat(received.previousHash()).isEmpty();
        assertThat(predicted.seq()).isEqualTo(2);
        assertThat(predicted.previousHash()).contains(received.hash());
        assertThat(predicted.line()).contains("\"prev\":\"" + received.hash() + "\"");
    }

    @Test
    void time_isKeptToTheMillisecond() {
        Entry entry = Entry.next(
                Entry.STACK,
                Optional.empty(),
                Instant.parse("2026-03-01T08:00:00.123999Z"),
                Actor.person("officer"),
                Optional.empty(),
                new StackEvent.AuditCompared("2026-03-01", 0, 0, 0),
                History.SEALER);

        assertThat(entry.at()).isEqualTo("2026-03-01T08:00:00.123Z");
        assertThat(reload(entry).at()).isEqualTo(entry.at());
        assertThat(reload(entry).workflow()).isEmpty();
        assertThat(reload(entry).actor()).isEqualTo(new Actor(Actor.Kind.PERSON, "officer"));
    }

    @Test
    void actors_sayWhatTheyAre() {
        assertThat(Actor.function("sweeper")).isEqualTo(new Actor(Actor.Kind.FUNCTION, "sweeper"));
        assertThat(Actor.function(Stage.ESCALATION)).isEqualTo(new Actor(Actor.Kind.FUNCTION, "escalation"));
        assertThat(Actor.client("c")).isEqualTo(new Actor(Actor.Kind.CLIENT, "c"));
    }

    @Test
    void workflowsHistory_hasItsOwnStream() {
        assertThat(WorkflowEvent.stream("support-triage")).isEqualTo("workflow#support-triage");
    }

    private static Entry altered(Event event, Consumer<Map<String, Object>> change) {
        Map<String, Object> parsed = new HashMap<>(Json.object(first(event).line()));
        change.accept(parsed);
        return Entry.stored("", parsed, null, Map.of());
    }

    @ParameterizedTest
    @CsvSource({"Failed, 2", "Failed, 0", "Disputed, 1"})
    void eventOfANewerRelease_isNotSkipped(String type, int version) {
        assertThatThrownBy(() -> altered(History.failed("action"), line -> {
                    line.put("type", type);
                    line.put("v", version);
                }))
                .isInstanceOf(UnknownEventVersion.class)
                .hasMessage("event " + type + " version " + version + " is not known to this release");
    }

    @ParameterizedTest
    @CsvSource({"stream", "seq", "at", "actor", "type", "v", "data"})
    void lineWithoutAField_namesIt(String field) {
        assertThatThrownBy(() -> altered(History.failed("action"), line -> line.remove(field)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("field " + field + " is missing");
    }

    @Test
    void decisionWithAnotherOutcomeOrWithoutItsThreshold_isRefused() {
        assertThatThrownBy(() -> altered(
                        History.escalated("alarm"),
                        line -> line.put("data", Map.of("outcome", "maybe", "decidedBy", "alarm"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("field outcome is neither automate nor escalate");
        assertThatThrownBy(() -> altered(
                        History.automated(false),
                        line -> line.put("data", Map.of("outcome", "automate", "label", "billing"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("field threshold is missing");
    }
}
