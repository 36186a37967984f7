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
}
