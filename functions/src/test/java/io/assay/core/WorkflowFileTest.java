package io.assay.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.core.calibration.CalibrationMap;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WorkflowFileTest {
    private static final String STREAM = WorkflowEvent.stream("support-triage");

    private static WorkflowCertificate certificate(Optional<Double> noise) {
        return new WorkflowCertificate(
                History.certificate("predictor-1"),
                1,
                0.8,
                224,
                9,
                280,
                120,
                0,
                1,
                History.START,
                1,
                0.025,
                new CalibrationMap.Identity(),
                Optional.empty(),
                noise);
    }

    private static List<Entry> history(Event... events) {
        List<Entry> entries = new ArrayList<>();
        for (Event event : events) {
            Optional<Entry> previous = entries.isEmpty() ? Optional.empty() : Optional.of(entries.getLast());
            entries.add(History.entry(STREAM, entries.size(), previous, event));
        }
        return entries;
    }

    private static Instant minute(int minute) {
        return History.START.plus(Duration.ofMinutes(minute));
    }

    @Test
    void history_tellsVersionsCertificatesTestsAndAlarm() {
        WorkflowFile file = WorkflowFile.of(
                "support-triage",
                history(
                        new WorkflowEvent.VersionPut(1, "ab"),
                        new WorkflowEvent.Activated(1, Phase.EXPAND, Optional.empty()),
                        new WorkflowEvent.NotCertified("predictor-1", 1, 40, "too many are wrong"),
                        new WorkflowEvent.Certified(certificate(Optional.empty())),
                        new WorkflowEvent.CertificateActivated(History.certificate("predictor-1"), Phase.EXPAND),
                        new WorkflowEvent.Stopped("wrong prices"),
                        new WorkflowEvent.Resumed("repaired"),
                        new WorkflowEvent.Alarmed(3, 61, 17, 1043.5, "17 of 61")));

        assertThat(file.newest().orElseThrow().documentSha256()).isEqualTo("ab");
        assertThat(file.version(1)).isPresent();
        assertThat(file.version(2)).isEmpty();
        assertThat(file.isActive(1)).isTrue();
        assertThat(file.certificate(3).orElseThrow().at()).isEqualTo(minute(3));
        assertThat(file.certificate(1)).isEmpty();
        assertThat(file.looks())
                .containsExactly(
                        new WorkflowFile.Look("predictor-1", 1, minute(2)),
                        new WorkflowFile.Look("predictor-1", 1, minute(3)));
        assertThat(file.alarmedAt()).contains(minute(7));
        assertThat(file.standing().seq()).isEqualTo(8);
        assertThat(file.standing().phase()).isEqualTo(Phase.PILOT);
    }

    @Test
    void workflowOfWhichNothingHappened_isEmpty() {
        WorkflowFile file = WorkflowFile.of("support-triage", List.of());

        assertThat(file.newest()).isEmpty();
        assertThat(file.last()).isEmpty();
        assertThat(file.standing()).isEqualTo(Standing.NONE);
    }

    @Test
    void historyWithAGapOrAnotherEvent_isBroken() {
        List<Entry> entries = history(
                new WorkflowEvent.VersionPut(1, "ab"), new WorkflowEvent.Stopped("a"), new WorkflowEvent.Resumed("b"));
        assertThatThrownBy(() -> WorkflowFile.of("support-triage", List.of(entries.get(0), entries.get(2))))
                .isInstanceOf(BrokenHistory.class);
        assertThatThrownBy(() -> WorkflowFile.of("support-triage", history(History.received())))
                .isInstanceOf(BrokenHistory.class);
    }

    @Test
    void noiseAboveHalfTheTarget_limitsWhatACertificateSays() {
        assertThat(certificate(Optional.of(0.06)).noiseLimited()).contains(true);
        assertThat(certificate(Optional.of(0.05)).noiseLimited()).contains(false);
        assertThat(certificate(Optional.empty()).noiseLimited()).isEmpty();
    }
}
