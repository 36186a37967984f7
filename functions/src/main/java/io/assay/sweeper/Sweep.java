package io.assay.sweeper;

import io.assay.core.CaseFile;
import io.assay.core.Stage;
import java.time.Duration;
import java.util.Optional;

/**
 * What to do about a case that has not moved.
 *
 * <p>A message may be lost by a queue, or by a function that dies on it until it lies in the dead letters: it is sent
 * anew, and after {@link #SENDS} sends without movement the case is handed to a person. Sending too often is harmless,
 * for a step that finds its event there only forwards; handing over a case that would have moved is not, so what is known
 * to stand still for a reason is not counted:
 *
 * <ul>
 *   <li>While its model is throttled or down, a case waits in the queue of inference, its message sent anew with delays.
 *       It is left there, for another message would only go round beside the first; one an hour is sent all the same, in
 *       case the first was lost. An outage, however long, hands nothing to people.
 *   <li>What waits for escalation is on its way to a person already and cannot be handed over twice.
 *   <li>A case that waits for a person does not have to move. Its task is listed, should escalation have died before it
 *       was; afterwards a look once a day is enough, for only a decision takes a task off the list.
 * </ul>
 */
sealed interface Sweep {
    /** How long a case may stand still. Longer than the longest that inference delays a message. */
    Duration STILL = Duration.ofMinutes(10);

    /** Sends that count, before a person takes over. */
    int SENDS = 3;

    /** Between two sends that do not count, where many may wait. */
    Duration RARELY = Duration.ofHours(1);

    /** Between two looks at what is where it should be. */
    Duration DAILY = Duration.ofDays(1);

    /** Nothing now; look again after a while. */
    record Leave(Duration again) implements Sweep {}

    /** Send the case's message to the stage. */
    record Send(Stage stage, boolean counts, Duration again) implements Sweep {}

    /** See that its open tasks are listed. */
    record ListTasks(Duration again) implements Sweep {}

    /** A person takes over from the stage. */
    record GiveUp(Stage stage) implements Sweep {}

    /**
     * @param sends         counted since the case's last event
     * @param still         since that event, at least {@link #STILL}
     * @param modelTroubled whether its model was throttled or down within {@link #STILL}
     */
    static Sweep of(CaseFile file, int sends, Duration still, boolean modelTroubled) {
        Optional<Stage> next = file.next();
        if (next.isEmpty()) {
            boolean open = file.tasks().stream().anyMatch(task -> task.open());
            return open ? new ListTasks(DAILY) : new Leave(RARELY);
        }
        Stage stage = next.get();
        if (stage == Stage.INFERENCE && modelTroubled) {
            return still.compareTo(RARELY) < 0 ? new Leave(STILL) : new Send(stage, false, RARELY);
        }
        if (sends < SENDS) {
            return new Send(stage, true, STILL);
        }
        return stage == Stage.ESCALATION ? new Send(stage, false, STILL) : new GiveUp(stage);
    }
}
