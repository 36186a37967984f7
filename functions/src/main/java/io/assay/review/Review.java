package io.assay.review;

import io.assay.access.Caller;
import io.assay.aws.CaseStore;
import io.assay.aws.ListedTask;
import io.assay.aws.Queues;
import io.assay.aws.ReviewTasks;
import io.assay.aws.WorkflowStore;
import io.assay.core.Actor;
import io.assay.core.BlindSample;
import io.assay.core.CaseEvent;
import io.assay.core.CaseFile;
import io.assay.core.CaseId;
import io.assay.core.CaseMessage;
import io.assay.core.Entry;
import io.assay.core.Label;
import io.assay.core.ReviewTask;
import io.assay.core.Stage;
import io.assay.core.Workflow;
import io.assay.http.HttpAnswer;
import io.assay.http.HttpRequest;
import io.assay.http.Problem;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * People work on review tasks. Two who decide one task meet at the conditional put of the same event: one is appended,
 * the other is told that somebody else decided.
 */
public final class Review {
    /** A case moves on its own beside its quality sample; more tries than that mean trouble. */
    private static final int TRIES = 5;

    private final CaseStore cases;
    private final WorkflowStore workflows;
    private final ReviewTasks tasks;
    private final Queues queues;

    /** @param queues with the one of {@link Stage#ACTION} */
    public Review(CaseStore cases, WorkflowStore workflows, ReviewTasks tasks, Queues queues) {
        this.cases = cases;
        this.workflows = workflows;
        this.tasks = tasks;
        this.queues = queues;
    }

    /** {@code GET /reviews}. */
    public HttpAnswer list(HttpRequest request) {
        return new TaskLists(tasks).list(request);
    }

    /**
     * {@code POST /reviews/{taskId}/claim}; claiming again is fine.
     *
     * @throws Problem 404 if there is no such task for the caller, 403 for the caller's own case, 409 if it is decided or
     *     somebody else has it
     */
    public HttpAnswer claim(HttpRequest request) {
        Caller caller = request.requireCaller();
        Found found = find(request.pathParameter("taskId"), caller);
        requireOpen(found, caller);
        requireOthersCase(found, caller);
        return switch (tasks.claim(found.task().id(), caller.subject())) {
            case MINE -> answer(found, Optional.of(caller.subject()));
            case SOMEBODY_ELSES -> throw claimed();
            // Decided since it was read, or appended and about to be listed: the history knows.
            case NOBODYS, UNLISTED -> {
                requireOpen(find(found.task().id(), caller), caller);
                throw Problem.at(
                        409,
                        "not-listed-yet",
                        Problem.In.PATH,
                        "taskId",
                        "The task is being opened; try again in a minute");
            }
        };
    }

    /**
     * {@code POST /reviews/{taskId}/release}; releasing again is fine.
     *
     * @throws Problem 404 as for a claim, 409 if it is decided or somebody else has it
     */
    public HttpAnswer release(HttpRequest request) {
        Caller caller = request.requireCaller();
        Found found = find(request.pathParameter("taskId"), caller);
        requireOpen(found, caller);
        return switch (tasks.release(found.task().id(), caller.subject())) {
            case MINE, NOBODYS, UNLISTED -> answer(found, Optional.empty());
            case SOMEBODY_ELSES -> throw claimed();
        };
    }

    /**
     * {@code POST /reviews/{taskId}/decision}: appends the decision, sends it on, takes the task off the lists. A
     * repetition by the same person with the same label only sends on again.
     *
     * @throws Problem 404 and 403 as for a claim, 422 for a bad body, 409 if the task is decided or somebody else has it
     */
    public HttpAnswer decide(HttpRequest request) {
        Caller caller = request.requireCaller();
        String taskId = request.pathParameter("taskId");
        Found found = find(taskId, caller);
        Judgement judgement = Judgement.of(request, workflow(found.file()));
        requireOthersCase(found, caller);
        for (int tries = 0; tries < TRIES; tries++) {
            if (found.task().review().isPresent()) {
                requireSame(found.task().review().get(), judgement.label(), caller);
                return decided(found.file(), found.task());
            }
            if (tasks.holding(taskId, caller.subject()) == ReviewTasks.Holding.SOMEBODY_ELSES) {
                throw claimed();
            }
            Optional<CaseFile> after = append(found, judgement, caller);
            if (after.isPresent()) {
                return decided(after.get(), found.task());
            }
            found = find(taskId, caller);
        }
        throw new IllegalStateException("case " + found.file().id() + " changes faster than it can be appended to");
    }

    private record Found(CaseFile file, ReviewTask task) {}

    /** The same answer for a task that does not exist and for one that is not the caller's to see. */
    private Found find(String taskId, Caller caller) {
        return Optional.of(taskId)
                .filter(text -> text.indexOf('.') >= 0)
                .map(text -> text.substring(0, text.indexOf('.')))
                .filter(CaseId::looksLike)
                .flatMap(id -> cases.file(new CaseId(id)))
                .flatMap(file -> file.task(taskId).map(task -> new Found(file, task)))
                .filter(found -> caller.groups().contains(found.task().group()))
                .orElseThrow(() -> Problem.at(
                        404,
                        "unknown-task",
                        Problem.In.PATH,
                        "taskId",
                        "There is no such task, or it belongs to a group you are not in"));
    }

    private Workflow workflow(CaseFile file) {
        return workflows.of(file);
    }

    private Optional<CaseFile> append(Found found, Judgement judgement, Caller caller) {
        CaseFile file = found.file();
        Optional<Label> model = file.prediction().flatMap(CaseEvent.Predicted::label);
        Entry entry = cases.next(
                file.id().value(),
                Optional.of(file.last()),
                Actor.person(caller.subject()),
                Optional.of(file.workflow()),
                new CaseEvent.Reviewed(
                        found.task().id(),
                        judgement.label(),
                        caller.subject(),
                        model.map(judgement.label()::equals),
                        found.task().blind(),
                        judgement.active(),
                        BlindSample.of(file, found.task()),
                        judgement.note()));
        return cases.append(entry)
                ? Optional.of(CaseFile.of(
                        Stream.concat(file.history().stream(), Stream.of(entry)).toList()))
                : Optional.empty();
    }

    /** What follows a decision, as often as it is repeated: it is sent on, and the task leaves the lists. */
    private HttpAnswer decided(CaseFile file, ReviewTask task) {
        // A quality sample's decision changes nothing; the action it looks at has its own message.
        if (!task.qualitySample() && file.next().equals(Optional.of(Stage.ACTION))) {
            queues.send(Stage.ACTION, new CaseMessage(file.id(), file.workflow(), file.seq()), Duration.ZERO);
        }
        tasks.close(task.id());
        // Nothing about agreement: another task of the case may still be open to a blind reviewer.
        return HttpAnswer.json(
                200,
                Map.of(
                        "taskId", task.id(),
                        "caseId", file.id().value(),
                        "label",
                                file.task(task.id())
                                        .flatMap(ReviewTask::review)
                                        .orElseThrow()
                                        .label()
                                        .value(),
                        "links", Map.of("case", "/cases/" + file.id())));
    }

    private void requireOpen(Found found, Caller caller) {
        found.task().review().ifPresent(review -> {
            tasks.close(found.task().id()); // a stale entry in the lists led here
            throw alreadyDecided(review, caller);
        });
    }

    private static void requireSame(CaseEvent.Reviewed review, Label label, Caller caller) {
        if (!review.reviewer().equals(caller.subject()) || !review.label().equals(label)) {
            throw alreadyDecided(review, caller);
        }
    }

    private static Problem alreadyDecided(CaseEvent.Reviewed review, Caller caller) {
        return Problem.at(
                409,
                "already-decided",
                Problem.In.PATH,
                "taskId",
                review.reviewer().equals(caller.subject())
                        ? "You have decided this task already"
                        : "Somebody else has decided this task");
    }

    private static void requireOthersCase(Found found, Caller caller) {
        if (found.file().received().submitter().equals(caller.subject())) {
            throw Problem.at(
                    403,
                    "own-case",
                    Problem.In.PATH,
                    "taskId",
                    "You submitted this case; somebody else has to review it");
        }
    }

    private static Problem claimed() {
        return Problem.at(409, "claimed", Problem.In.PATH, "taskId", "Somebody else is working on this task");
    }

    private static HttpAnswer answer(Found found, Optional<String> claimant) {
        return HttpAnswer.json(200, TaskLists.task(ListedTask.of(found.file(), found.task(), claimant)));
    }
}
