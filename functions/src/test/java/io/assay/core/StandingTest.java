package io.assay.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class StandingTest {
    private static final Standing ACTIVE =
            Standing.NONE.after(2, new WorkflowEvent.Activated(1, Phase.EXPAND, Optional.of(History.declared(0.6))));

    @Test
    void workflowOfWhichNothingHappened_leavesEverythingToPeople() {
        assertThat(Standing.NONE.phase().mayAutomate()).isFalse();
        assertThat(Standing.NONE.threshold()).isEmpty();
        assertThat(Standing.NONE.activeVersion()).isEmpty();
    }

    @Test
    void versionPut_changesNothingInForce() {
        assertThat(ACTIVE.after(3, new WorkflowEvent.VersionPut(2, "ab")))
                .isEqualTo(new Standing(
                        3,
                        Optional.of(1),
                        Phase.EXPAND,
                        Optional.of(History.declared(0.6)),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    @Test
    void activation_bringsItsPhaseAndThreshold() {
        Standing pilot = ACTIVE.after(3, new WorkflowEvent.Activated(2, Phase.PILOT, Optional.empty()));

        assertThat(pilot.seq()).isEqualTo(3);
        assertThat(pilot.activeVersion()).contains(2);
        assertThat(pilot.phase()).isEqualTo(Phase.PILOT);
        assertThat(pilot.threshold()).isEmpty();
    }

    @Test
    void stop_holdsUntilItIsLiftedWhateverIsActivated() {
        Standing stopped = ACTIVE.after(3, new WorkflowEvent.Stopped("wrong prices"))
                .after(4, new WorkflowEvent.Activated(2, Phase.EXPAND, Optional.empty()));

        assertThat(stopped.stopped()).contains("wrong prices");
        assertThat(stopped.after(5, new WorkflowEvent.Resumed("repaired")).stopped())
                .isEmpty();
    }

    @Test
    void certificateThatIsIssued_isNotYetInForce() {
        Standing after = ACTIVE.after(3, new WorkflowEvent.NotCertified("predictor-1", 2, 280, "too many are wrong"));

        assertThat(after.certificate()).isEmpty();
        assertThat(after.threshold()).isEqualTo(ACTIVE.threshold());
    }

    @Test
    void versionThatDeclaresNoThreshold_keepsTheCertificate() {
        Standing certified = ACTIVE.after(
                        3, new WorkflowEvent.CertificateActivated(History.certificate("predictor-1"), Phase.BASELINE))
                .after(4, new WorkflowEvent.Activated(2, Phase.EXPAND, Optional.empty()));

        assertThat(certified.certificate()).contains(History.certificate("predictor-1"));
        assertThat(certified
                        .after(5, new WorkflowEvent.Activated(3, Phase.EXPAND, Optional.of(History.declared(0.5))))
                        .certificate())
                .isEmpty();
    }

    @Test
    void alarm_voidsTheCertificateAndDemotesToPilotUntilANewOneIsPutInForce() {
        WorkflowEvent.CertificateActivated active =
                new WorkflowEvent.CertificateActivated(History.certificate("predictor-1"), Phase.EXPAND);
        Standing alarmed = ACTIVE.after(3, active).after(4, new WorkflowEvent.Alarmed(3, 61, 17, 1043.5, "17 of 61"));

        assertThat(alarmed.certificate()).isEmpty();
        assertThat(alarmed.phase()).isEqualTo(Phase.PILOT);
        assertThat(alarmed.alarm()).contains("17 of 61");
        assertThat(alarmed.after(5, new WorkflowEvent.Activated(2, Phase.EXPAND, Optional.empty()))
                        .alarm())
                .contains("17 of 61");
        Standing again = alarmed.after(5, active);
        assertThat(again.alarm()).isEmpty();
        assertThat(again.phase()).isEqualTo(Phase.EXPAND);
    }

    @Test
    void alarmInBaseline_staysInBaseline() {
        Standing baseline = Standing.NONE.after(1, new WorkflowEvent.Activated(1, Phase.BASELINE, Optional.empty()));

        assertThat(baseline.after(2, new WorkflowEvent.Alarmed(1, 9, 9, 1043.5, "9 of 9"))
                        .phase())
                .isEqualTo(Phase.BASELINE);
    }
}
