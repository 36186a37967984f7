package io.assay.sweeper;

import io.assay.aws.Breaker;
import io.assay.aws.CaseStore;
import io.assay.aws.OpenCases;
import io.assay.aws.Queues;
import io.assay.aws.ReviewTasks;
import io.assay.aws.WorkflowStore;
import io.assay.core.Actor;
import io.assay.core.CaseEvent;
import io.assay.core.CaseFile;
import io.assay.core.CaseMessage;
import io.assay.core.Entry;
import io.assay.core.ReviewTask;
import io.assay.core.Stage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Moves cases that stand still; {@link Sweep} says how. */
final class StillCases {
    /** A partition's share of one tick; the others come in the next, for these are left alone until then. */
    private static final int LIMIT = 100;

    private final CaseStore cases;
    private final OpenCases open;
    private final ReviewTasks tasks;
    private final WorkflowStore workflows;
    private final Breaker breaker;
    private final Queues queues;
    private final Clock clock;

    StillCases(
            CaseStore cases,
            OpenCases open,
            ReviewTasks tasks,
            WorkflowStore workflows,
            Breaker breaker,
            Queues queues,
            Clock clock) {
        this.cases = cases;
        this.open = open;
        this.tasks = tasks;
        this.workflows = workflows;
        this.breaker = breaker;
        this.queues = queues;
        this.clock = clock;
    }

    /** @return how many cases failed */
    int move() {
        Instant now = clock.instant();
        int failed = 0;
        for (int shard = 0; shard < OpenCases.SHARDS; shard++) {
            failed += OneByOne.each(open.still(shard, now.minus(Sweep.STILL), now, LIMIT), still -> move(still, now));
        }
        return failed;
    }

    private void move(OpenCases.Still still, Instant now) {
        CaseFile file = cases.file(still.caseId())
                .orElseThrow(() -> new IllegalStateException("the case index knows a case without history"));
        Duration since = Duration.between(file.last().at(), now);
        if (since.compareTo(Sweep.STILL) < 0) {
            return; // it moved, and the index will know soon
        }
        int sends = still.sweepSeq() == file.seq() ? still.sends() : 0;
        switch (Sweep.of(file, sends, since, modelTroubled(file, now))) {
            case Sweep.Leave leave -> open.swept(file.id(), file.seq(), sends, now.plus(leave.again()));
            case Sweep.Send send -> {
                // Sent before it is counted: a crash between sends once more, and never counts what was not sent.
                send(send.stage(), file, file.seq());
                open.swept(file.id(), file.seq(), send.counts() ? sends + 1 : sends, now.plus(send.again()));
            }
            case Sweep.ListTasks list -> {
                file.tasks().stream().filter(ReviewTask::open).forEach(task -> tasks.open(file, task));
                open.swept(file.id(), file.seq(), sends, now.plus(list.again()));
            }
            case Sweep.GiveUp giveUp -> giveUp(file, giveUp.stage());
        }
    }

    private boolean modelTroubled(CaseFile file, Instant now) {
        if (!file.next().equals(Optional.of(Stage.INFERENCE))) {
            return false;
        }
        return workflows
                .version(file.workflow(), file.received().version())
                .flatMap(workflow -> breaker.lastTrouble(workflow.model().id()))
                .filter(trouble -> trouble.isAfter(now.minus(Sweep.STILL)))
                .isPresent();
    }

    private void giveUp(CaseFile file, Stage stage) {
        Entry failed = cases.next(
                file.id().value(),
                Optional.of(file.last()),
                Actor.function("sweeper"),
                Optional.of(file.workflow()),
                new CaseEvent.Failed(stage.queueName(), "did not move"));
        if (cases.append(failed)) { // otherwise it moved
            send(Stage.ESCALATION, file, failed.seq());
        }
    }

    private void send(Stage stage, CaseFile file, int seq) {
        queues.send(stage, new CaseMessage(file.id(), file.workflow(), seq), Duration.ZERO);
    }
}
