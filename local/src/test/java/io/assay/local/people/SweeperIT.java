package io.assay.local.people;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.aws.ReviewTasks;
import io.assay.core.CaseEvent;
import io.assay.core.CaseFile;
import io.assay.core.Entry;
import io.assay.core.Event;
import io.assay.core.ReviewTask;
import io.assay.core.Stage;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SweeperIT {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private PeopleStack stack;

    @BeforeEach
    void start() throws IOException {
        stack = new PeopleStack();
    }

    @AfterEach
    void stop() {
        stack.close();
    }

    @Test
    void dueTask_isWarnedOnceAndBreachedOnce() {
        CaseFile waiting = stack.waiting();
        ReviewTask task = waiting.tasks().getFirst();
        stack.sweeper.tick();
        assertThat(types(waiting)).doesNotContain("SlaWarned");

        advanceTo(task.warnAt());
        stack.sweeper.tick();
        stack.sweeper.tick();
        assertThat(types(waiting)).containsOnlyOnce("SlaWarned").doesNotContain("SlaBreached");

        advanceTo(task.due());
        stack.sweeper.tick();
        stack.sweeper.tick();
        assertThat(types(waiting)).containsOnlyOnce("SlaWarned", "SlaBreached");
        assertThat(stack.tasks.toCheck(0, task.due().plusSeconds(1), 9)).isEmpty();
        assertThat(stack.tasks.toCheck(1, task.due().plusSeconds(1), 9)).isEmpty();
    }

    @Test
    void decidedTaskThatIsStillListed_isTakenOff() {
        CaseFile waiting = stack.waiting();
        ReviewTask task = waiting.tasks().getFirst();
        stack.decide(PeopleStack.agent("ann"), task.id(), PeopleStack.BILLING);
        stack.tasks.open(waiting, task);

        advanceTo(task.due());
        stack.sweeper.tick();
        assertThat(stack.tasks.holding(task.id(), "ann")).isEqualTo(ReviewTasks.Holding.UNLISTED);
        assertThat(types(waiting)).doesNotContain("SlaWarned", "SlaBreached");
    }

    @Test
    void caseThatDoesNotMove_isSentThreeTimesThenHandedToAPerson() {
        CaseFile still = stack.automated(false);
        stack.index(still);
        for (int minute = 0; minute < 35; minute++) {
            stack.clock.advance(MINUTE);
            stack.sweeper.tick();
        }
        assertThat(stack.received(Stage.ACTION)).hasSize(3);
        assertThat(types(still)).doesNotContain("Failed");

        stack.clock.advance(Duration.ofMinutes(10));
        stack.sweeper.tick();
        CaseFile failed = stack.file(still.id());
        assertThat(failed.last().event()).isEqualTo(new CaseEvent.Failed("action", "did not move"));
        assertThat(stack.received(Stage.ESCALATION)).hasSize(1);

        stack.index(failed);
        for (int round = 0; round < 6; round++) {
            stack.clock.advance(Duration.ofMinutes(11));
            stack.sweeper.tick();
        }
        assertThat(types(still)).containsOnlyOnce("Failed");
        assertThat(stack.received(Stage.ESCALATION)).hasSize(6);
    }

    @Test
    void outageOfTheModel_handsNothingToPeople() {
        CaseFile received = stack.received();
        stack.index(received);
        for (int minute = 0; minute < 30; minute++) {
            stack.clock.advance(MINUTE);
            stack.breaker.failed(stack.workflow.model().id());
            stack.sweeper.tick();
        }
        assertThat(stack.received(Stage.INFERENCE)).isEmpty();
        assertThat(types(received)).containsExactly("Received");

        stack.clock.advance(Duration.ofMinutes(15)); // the model is back, and the message was lost
        stack.sweeper.tick();
        assertThat(stack.received(Stage.INFERENCE)).hasSize(1);
    }

    @Test
    void waitingCaseWhoseTaskIsNotListed_isListedAndSentNowhere() {
        CaseFile waiting = stack.waiting();
        String task = waiting.tasks().getFirst().id();
        stack.index(waiting);
        stack.tasks.close(task);
        stack.clock.advance(Duration.ofMinutes(11));
        stack.sweeper.tick();
        assertThat(stack.tasks.holding(task, "ann")).isEqualTo(ReviewTasks.Holding.NOBODYS);
        assertThat(stack.received(Stage.ESCALATION)).isEmpty();
    }

    @Test
    void claimedTaskOfACaseThatWaits_keepsItsClaim() {
        CaseFile waiting = stack.waiting();
        String task = waiting.tasks().getFirst().id();
        stack.index(waiting);
        stack.tasks.claim(task, "ann");
        stack.clock.advance(Duration.ofMinutes(11));
        stack.sweeper.tick();
        assertThat(stack.tasks.holding(task, "ann")).isEqualTo(ReviewTasks.Holding.MINE);
    }

    private void advanceTo(Instant time) {
        stack.clock.advance(Duration.between(stack.clock.instant(), time));
    }

    private List<String> types(CaseFile file) {
        return stack.file(file.id()).history().stream()
                .map(Entry::event)
                .map(Event::type)
                .toList();
    }
}
