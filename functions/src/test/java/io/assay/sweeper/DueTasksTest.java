package io.assay.sweeper;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.core.CaseEvent;
import io.assay.core.Event;
import io.assay.core.History;
import io.assay.core.ReviewTask;
import org.junit.jupiter.api.Test;

class DueTasksTest {
    private static final String ID = History.CASE + ".1";
    private static final CaseEvent WARNED = new CaseEvent.SlaWarned(ID, History.DUE);
    private static final CaseEvent BREACHED = new CaseEvent.SlaBreached(ID, History.DUE);

    @Test
    void taskBeforeFourFifths_isLeft() {
        assertThat(DueTasks.event(task(), task().warnAt().minusMillis(1))).isEmpty();
    }

    @Test
    void taskAtFourFifths_isWarnedOnce() {
        assertThat(DueTasks.event(task(), task().warnAt())).contains(WARNED);
        assertThat(DueTasks.event(task(WARNED), History.DUE.minusMillis(1))).isEmpty();
    }

    @Test
    void taskWhenDue_isBreachedOnce() {
        assertThat(DueTasks.event(task(WARNED), History.DUE)).contains(BREACHED);
        assertThat(DueTasks.event(task(BREACHED), History.DUE.plusSeconds(60))).isEmpty();
    }

    @Test
    void overdueTaskThatWasNeverWarned_isBreachedOnly() {
        assertThat(DueTasks.event(task(), History.DUE.plusSeconds(60))).contains(BREACHED);
    }

    private static ReviewTask task(Event... after) {
        History history = History.of(History.received(), History.escalated("below-threshold"), History.task(1));
        for (Event event : after) {
            history.add(event);
        }
        return history.file().task(ID).orElseThrow();
    }
}
