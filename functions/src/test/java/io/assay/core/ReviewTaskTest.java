package io.assay.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReviewTaskTest {
    private static final String ID = History.CASE + ".1";
    private static final Event WARNED = new CaseEvent.SlaWarned(ID, History.DUE);
    private static final Event BREACHED = new CaseEvent.SlaBreached(ID, History.DUE);

    @Test
    void newTask_isCheckedAtFourFifthsOfItsTime() {
        ReviewTask task = task();
        Duration promised = Duration.between(task.opened(), History.DUE);
        assertThat(task.nextCheck())
                .contains(task.opened().plus(promised.multipliedBy(4).dividedBy(5)));
    }

    @Test
    void warnedTask_isCheckedWhenDue() {
        assertThat(task(WARNED).nextCheck()).contains(History.DUE);
    }

    @Test
    void breachedOrDecidedTask_isNotCheckedAgain() {
        assertThat(task(BREACHED).nextCheck()).isEmpty();
        assertThat(task(History.reviewed(1, History.LEGAL)).nextCheck()).isEmpty();
    }

    @Test
    void caseIsBlind_whileABlindTaskIsOpen() {
        CaseFile sampled = file(History.automated(true), History.sample(1));
        assertThat(sampled.blind()).isTrue();
        assertThat(file(History.automated(true), History.sample(1), History.reviewed(1, History.LEGAL))
                        .blind())
                .isFalse();
        assertThat(file(History.escalated("below-threshold"), History.task(1)).blind())
                .isFalse();
    }

    private static ReviewTask task(Event... after) {
        History history = History.of(
                History.received(), History.predicted(0.5), History.escalated("below-threshold"), History.task(1));
        for (Event event : after) {
            history.add(event);
        }
        return history.file().task(ID).orElseThrow();
    }

    private static CaseFile file(Event... after) {
        History history = History.of(History.received(), History.predicted(0.9));
        for (Event event : after) {
            history.add(event);
        }
        return history.file();
    }
}
