package io.assay.sweeper;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.core.CaseFile;
import io.assay.core.Event;
import io.assay.core.History;
import io.assay.core.Stage;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SweepTest {
    private static final Duration STILL = Sweep.STILL;
    private static final CaseFile RECEIVED = file();
    private static final CaseFile AUTOMATED = file(History.predicted(0.9), History.automated(false));
    private static final CaseFile DRAWN = file(History.predicted(0.9), History.automated(true));
    private static final CaseFile ESCALATED = file(History.predicted(0.5), History.escalated("below-threshold"));
    private static final CaseFile WAITING =
            file(History.predicted(0.5), History.escalated("below-threshold"), History.task(1));

    @Test
    void stillCase_isSentThreeTimesThenGivenUp() {
        for (int sends = 0; sends < Sweep.SENDS; sends++) {
            assertThat(Sweep.of(AUTOMATED, sends, STILL, false)).isEqualTo(new Sweep.Send(Stage.ACTION, true, STILL));
        }
        assertThat(Sweep.of(AUTOMATED, Sweep.SENDS, STILL, false)).isEqualTo(new Sweep.GiveUp(Stage.ACTION));
    }

    @Test
    void drawnCase_isSentToEscalationForItsSampleFirst() {
        assertThat(Sweep.of(DRAWN, 0, STILL, false)).isEqualTo(new Sweep.Send(Stage.ESCALATION, true, STILL));
    }

    @Test
    void caseOnItsWayToAPerson_isSentForEverAndNeverGivenUp() {
        assertThat(Sweep.of(ESCALATED, 0, STILL, false)).isEqualTo(new Sweep.Send(Stage.ESCALATION, true, STILL));
        assertThat(Sweep.of(ESCALATED, 99, STILL, false)).isEqualTo(new Sweep.Send(Stage.ESCALATION, false, STILL));
    }

    @Test
    void caseOfAModelThatIsDown_isLeftAloneHoweverOftenItWasSent() {
        assertThat(Sweep.of(RECEIVED, 0, Duration.ofMinutes(30), true)).isEqualTo(new Sweep.Leave(STILL));
        assertThat(Sweep.of(RECEIVED, Sweep.SENDS, Duration.ofMinutes(30), true))
                .isEqualTo(new Sweep.Leave(STILL));
    }

    @Test
    void caseOfAModelThatIsDownForLong_isSentOnceAnHourWithoutCounting() {
        assertThat(Sweep.of(RECEIVED, Sweep.SENDS, Sweep.RARELY, true))
                .isEqualTo(new Sweep.Send(Stage.INFERENCE, false, Sweep.RARELY));
    }

    @Test
    void caseOfAModelThatAnswers_isGivenUpByInference() {
        assertThat(Sweep.of(RECEIVED, Sweep.SENDS, STILL, false)).isEqualTo(new Sweep.GiveUp(Stage.INFERENCE));
    }

    @Test
    void caseThatWaitsForAPerson_isSeenToBeListedOnceADay() {
        assertThat(Sweep.of(WAITING, 0, STILL, false)).isEqualTo(new Sweep.ListTasks(Sweep.DAILY));
    }

    @Test
    void finalCaseThatTheIndexStillHas_isLeftAlone() {
        CaseFile acted = file(History.predicted(0.9), History.automated(false), History.acted(3));
        assertThat(Sweep.of(acted, 0, STILL, false)).isEqualTo(new Sweep.Leave(Sweep.RARELY));
    }

    private static CaseFile file(Event... after) {
        History history = History.of(History.received());
        for (Event event : after) {
            history.add(event);
        }
        return history.file();
    }
}
