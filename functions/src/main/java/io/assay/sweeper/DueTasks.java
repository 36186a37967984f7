package io.assay.sweeper;

import io.assay.aws.CaseStore;
import io.assay.aws.ReviewTasks;
import io.assay.core.Actor;
import io.assay.core.CaseEvent;
import io.assay.core.CaseFile;
import io.assay.core.CaseId;
import io.assay.core.Entry;
import io.assay.core.ReviewTask;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reminds of tasks at four fifths of their promised time and notes when it is over. That it happens once is the history's
 * doing: the event is appended, or it is there already and only the list is mended.
 */
final class DueTasks {
    /** A partition's share of one tick; what is more comes first in the next. */
    private static final int LIMIT = 200;

    private final CaseStore cases;
    private final ReviewTasks tasks;
    private final Clock clock;

    DueTasks(CaseStore cases, ReviewTasks tasks, Clock clock) {
        this.cases = cases;
        this.tasks = tasks;
        this.clock = clock;
    }

    /** @return how many tasks failed */
    int check() {
        Instant now = clock.instant();
        int failed = 0;
        for (int shard = 0; shard < ReviewTasks.SHARDS; shard++) {
            failed += OneByOne.each(tasks.toCheck(shard, now, LIMIT), taskId -> check(taskId, now));
        }
        return failed;
    }

    private void check(String taskId, Instant now) {
        CaseId caseId = new CaseId(taskId.substring(0, taskId.indexOf('.')));
        Optional<CaseFile> file = cases.file(caseId);
        Optional<ReviewTask> open = file.flatMap(found -> found.task(taskId)).filter(ReviewTask::open);
        if (open.isEmpty()) {
            tasks.close(taskId);
            return;
        }
        Optional<CaseEvent> event = event(open.get(), now);
        // When something else was appended first, the next tick looks again.
        if (event.isEmpty()) {
            tasks.checkNext(open.get());
        } else {
            append(file.get(), event.get()).flatMap(after -> after.task(taskId)).ifPresent(tasks::checkNext);
        }
    }

    /** What has to be noted of an open task; a task that is over time is not reminded of any more. */
    static Optional<CaseEvent> event(ReviewTask task, Instant now) {
        if (task.breached()) {
            return Optional.empty();
        }
        if (!now.isBefore(task.due())) {
            return Optional.of(new CaseEvent.SlaBreached(task.id(), task.due()));
        }
        return task.warned() || now.isBefore(task.warnAt())
                ? Optional.empty()
                : Optional.of(new CaseEvent.SlaWarned(task.id(), task.due()));
    }

    private Optional<CaseFile> append(CaseFile file, CaseEvent event) {
        Entry entry = cases.next(
                file.id().value(),
                Optional.of(file.last()),
                Actor.function("sweeper"),
                Optional.of(file.workflow()),
                event);
        return cases.append(entry)
                ? Optional.of(CaseFile.of(
                        Stream.concat(file.history().stream(), Stream.of(entry)).toList()))
                : Optional.empty();
    }
}
