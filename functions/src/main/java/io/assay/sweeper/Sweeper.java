package io.assay.sweeper;

import io.assay.aws.Breaker;
import io.assay.aws.CaseStore;
import io.assay.aws.OpenCases;
import io.assay.aws.Queues;
import io.assay.aws.ReviewTasks;
import io.assay.aws.WorkflowStore;
import java.time.Clock;

/** What has to happen because time passes: due tasks, and cases that have not moved. */
public final class Sweeper {
    private final DueTasks due;
    private final StillCases still;

    /** @param queues with those of all stages */
    public Sweeper(
            CaseStore cases,
            ReviewTasks tasks,
            OpenCases open,
            WorkflowStore workflows,
            Breaker breaker,
            Queues queues,
            Clock clock) {
        due = new DueTasks(cases, tasks, clock);
        still = new StillCases(cases, open, tasks, workflows, breaker, queues, clock);
    }

    /** @throws IllegalStateException after all others were swept, if some could not be: an alarm has to tell */
    public void tick() {
        int failed = due.check() + still.move();
        if (failed > 0) {
            throw new IllegalStateException(failed + " tasks or cases could not be swept; the log names each");
        }
    }
}
