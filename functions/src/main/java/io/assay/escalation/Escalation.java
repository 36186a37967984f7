package io.assay.escalation;

import io.assay.aws.ReviewTasks;
import io.assay.aws.Transition;
import io.assay.aws.WorkflowStore;
import io.assay.core.CaseEvent;
import io.assay.core.CaseFile;
import io.assay.core.Outcome;
import io.assay.core.Phase;
import io.assay.core.ReviewTask;
import io.assay.core.Workflow;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Opens review tasks: for a case that a person has to decide, and for one drawn as quality sample. The event first, then
 * the list; a delivery that finds the event there lists the task again if it is still open and not listed.
 */
public final class Escalation implements Transition.Work {
    private final WorkflowStore workflows;
    private final ReviewTasks tasks;
    private final Clock clock;

    public Escalation(WorkflowStore workflows, ReviewTasks tasks, Clock clock) {
        this.workflows = workflows;
        this.tasks = tasks;
        this.clock = clock;
    }

    @Override
    public Transition.Result on(CaseFile file) {
        Workflow workflow = workflows.of(file);
        Instant due = clock.instant().truncatedTo(ChronoUnit.SECONDS).plus(workflow.reviewWithin());
        if (file.state() == CaseFile.State.ESCALATED) {
            boolean blind = drawn(file) || workflows.standing(file.workflow()).phase() == Phase.BASELINE;
            return new Transition.Result.Append(new CaseEvent.Escalated(
                    file.nextTaskId(),
                    file.neverEscalated(),
                    file.reasonsToEscalate(),
                    workflow.reviewGroup(),
                    blind,
                    due));
        }
        return new Transition.Result.Append(
                new CaseEvent.QualitySampled(file.nextTaskId(), workflow.reviewGroup(), probability(file), due));
    }

    /** A lot said that who decides it does not see the model's answer. */
    private static boolean drawn(CaseFile file) {
        return file.decided()
                .filter(decided -> decided.outcome() instanceof Outcome.Escalate escalate
                        && escalate.blindProbability().isPresent())
                .isPresent();
    }

    private static double probability(CaseFile file) {
        return switch (file.decided().orElseThrow().outcome()) {
            case Outcome.Automate automate -> automate.reviewProbability();
            case Outcome.Escalate escalate ->
                throw new IllegalStateException("case " + file.id() + " is no quality sample");
        };
    }

    /** Lists its open tasks. */
    @Override
    public void follow(CaseFile file) {
        file.tasks().stream().filter(ReviewTask::open).forEach(task -> tasks.open(file, task));
    }
}
